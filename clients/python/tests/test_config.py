import tempfile
import unittest
from pathlib import Path

from afluente import ConfigError, ImageProducer, InputError, PredictionReader, Topics
from afluente.config import client_config


class ConfigTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name, "client.properties")

    def config_of(self, text, config=None):
        self.file.write_text(text, encoding="utf-8")
        return client_config("kafka:9092", config, self.file)

    def test_should_read_a_file_for_kafkas_own_tools(self):
        config = self.config_of(
            r"""
            # a comment
            ! another
            security.protocol=SASL_SSL
            sasl.mechanism : SCRAM-SHA-512
            sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
                username="camera" password="a \\"b\\" \u00e7";
            ssl.truststore.type=PEM
            ssl.truststore.location=/etc/kafka/ca.pem
            ssl.endpoint.identification.algorithm=
            """
        )

        self.assertEqual(
            config,
            {
                "bootstrap.servers": "kafka:9092",
                "security.protocol": "SASL_SSL",
                "sasl.mechanism": "SCRAM-SHA-512",
                "sasl.username": "camera",
                "sasl.password": 'a "b" ç',
                "ssl.ca.location": "/etc/kafka/ca.pem",
                "ssl.endpoint.identification.algorithm": "none",
            },
        )

    def test_should_read_this_clients_own_certificate(self):
        config = self.config_of("ssl.keystore.type=PEM\nssl.keystore.location=/me.pem\n")

        self.assertEqual(config["ssl.certificate.location"], "/me.pem")
        self.assertEqual(config["ssl.key.location"], "/me.pem")
        self.assertNotIn("ssl.keystore.location", config)

    def test_should_let_the_dictionary_win(self):
        config = self.config_of("client.id=file\nacks=1", {"client.id": "dictionary"})

        self.assertEqual((config["client.id"], config["acks"]), ("dictionary", "1"))

    def test_should_say_what_librdkafka_can_not_read(self):
        wrong = {
            "ssl.truststore.type: librdkafka reads PEM, not JKS": "ssl.truststore.location=/a.jks",
            "ssl.keystore.type: librdkafka reads PEM and PKCS12, not JKS": (
                "ssl.keystore.location=/a.jks"
            ),
            "sasl.jaas.config: no username in it": "sasl.jaas.config=OAuthBearerLoginModule;",
        }
        for message, text in wrong.items():
            with self.subTest(message), self.assertRaises(ConfigError) as raised:
                self.config_of(text)
            self.assertIn(f"config file {self.file}: {message}", str(raised.exception))

    def test_should_name_a_file_that_is_not_there(self):
        with self.assertRaisesRegex(ConfigError, "^config file /nowhere: can't be read: "):
            client_config("kafka:9092", None, "/nowhere")

    def test_should_name_a_setting_that_there_is_not(self):
        for client in (ImageProducer, PredictionReader):
            with self.assertRaisesRegex(ConfigError, "^config: No such .*\"no.such.setting\""):
                client("127.0.0.1:1", config={"no.such.setting": 1})

    def test_should_name_topics_by_prefix_and_one_by_one(self):
        self.assertEqual(Topics().labeled_images, "labeled-images")
        topics = Topics.with_prefix("cifar10-", images="camera.frames")
        self.assertEqual(topics.images, "camera.frames")
        self.assertEqual(topics.labeled_images, "cifar10-labeled-images")
        same = Topics.parse("images=camera.frames, images-dlq=camera.rejected", "cifar10-")
        self.assertEqual(same, topics)
        self.assertEqual(Topics.parse("labeled-images=taught").labeled_images, "taught")
        with self.assertRaisesRegex(InputError, "^topics: TOPIC=NAME is needed, not 'frames'"):
            Topics.parse("frames")
        with self.assertRaisesRegex(InputError, "^topics: there is no 'image', only images, "):
            Topics.with_prefix("a-", image="b")
        with self.assertRaisesRegex(InputError, "^topics.scores: needs a topic's name, not ''"):
            Topics(scores="")
