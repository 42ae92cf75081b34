import io.afluente.cli.EmbeddedBroker;
import io.afluente.image.IdxDataset;
import io.afluente.image.MnistData;
import io.afluente.image.Split;
import io.afluente.stream.PredictionRecord;
import io.afluente.stream.PredictionCodec;
import io.afluente.stream.ImageRecords;
import io.afluente.stream.RecordSender;
import io.afluente.stream.TopicAdmin;
import io.afluente.stream.TopicReader;
import io.afluente.stream.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the whole service for as long as asked: a broker, classifiers and a learner in processes of
 * their own, images at a steady rate, and a checkpoint that swaps in each second. Says for each
 * window what was sent, answered, late and doubled, and how much memory each process holds.
 *
 * <pre>
 * mvn -B -q package -DskipTests
 * java -cp 'target/afluente.jar:target/lib/*' -Dafluente.home=. \
 *     -Dorg.bytedeco.javacpp.platform.extension=-onednn-avx2 src/bench/Soak.java --minutes 20
 * </pre>
 *
 * With {@code --roll} the classifiers are restarted one after another all along.
 */
@Command(name = "Soak", mixinStandardHelpOptions = true, sortOptions = false)
class Soak implements Callable<Integer> {
    private static final int LABELED_PER_SECOND = 64;
    private static final int BURST = 20_000;

    @Option(names = "--minutes", defaultValue = "20", description = "How long. Default: ${DEFAULT-VALUE}")
    private double minutes;

    @Option(names = "--window", defaultValue = "120", description = "Seconds of a window. Default: ${DEFAULT-VALUE}")
    private int window;

    @Option(names = "--rate", description = "Images a second. Default: half of what a burst is answered at")
    private int rate;

    @Option(names = "--classifiers", defaultValue = "1", description = "Processes. Default: ${DEFAULT-VALUE}")
    private int classifiers;

    @Option(names = "--roll", description = "Restart the classifiers, one after another, all along.")
    private boolean roll;

    @Option(
            names = "--flag",
            paramLabel = "FLAG",
            description = "For the JVM of each role, such as -XX:NativeMemoryTracking=summary. May be repeated.")
    private List<String> flags = List.of();

    private final Topics topics = Topics.withPrefix("");
    private final Map<String, Serving> processes = new ConcurrentSkipListMap<>();
    private final Map<String, List<Long>> memory = new TreeMap<>();
    private final AtomicReference<RuntimeException> rollFailed = new AtomicReference<>();
    private final Books books = new Books();
    private volatile boolean sending = true;
    private volatile int restarts;
    private Path folder;
    private Map<String, Object> client;
    private long sent;
    private long first;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Soak()).execute(args));
    }

    /** One process of the service. */
    private record Serving(Process process, int port) {
        boolean isReady() {
            try {
                var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/readyz")).build();
                return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException | InterruptedException notYet) {
                return false;
            }
        }

        void awaitReady() {
            while (!isReady()) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("a process of the service has ended");
                }
                LockSupport.parkNanos(200_000_000L);
            }
        }
    }

    /** What has been answered, by partition and offset, and how late, by window. */
    private final class Books {
        private final Map<Integer, BitSet> answered = new HashMap<>();
        private final Map<Integer, int[]> millis = new TreeMap<>();
        private final Map<Integer, Integer> counts = new HashMap<>();
        private final Map<Integer, Integer> doubled = new HashMap<>();
        private final Map<Integer, Set<String>> versions = new HashMap<>();
        private long predictions;
        private long duplicates;

        synchronized void take(ConsumerRecord<byte[], byte[]> record, PredictionRecord answer, long now) {
            int at = Math.toIntExact(Math.max(0, record.timestamp() - first) / (window * 1000L));
            int partition = answer.source().partition();
            int offset = Math.toIntExact(answer.source().offset());
            BitSet seen = answered.computeIfAbsent(partition, p -> new BitSet());
            predictions++;
            if (seen.get(offset)) {
                duplicates++;
                doubled.merge(at, 1, Integer::sum);
            }
            seen.set(offset);
            versions.computeIfAbsent(at, w -> new HashSet<>()).add(answer.version());
            int[] late = millis.computeIfAbsent(at, w -> new int[1 << 16]);
            int count = counts.merge(at, 1, Integer::sum);
            if (count > late.length) {
                late = Arrays.copyOf(late, 2 * late.length);
                millis.put(at, late);
            }
            late[count - 1] = (int) (now - record.timestamp());
        }

        synchronized long answered() {
            return answered.values().stream().mapToLong(BitSet::cardinality).sum();
        }

        synchronized int p99(int at) {
            return quantile(sorted(at), 0.99);
        }

        private int[] sorted(int at) {
            int[] late = Arrays.copyOf(millis.getOrDefault(at, new int[0]), counts.getOrDefault(at, 0));
            Arrays.sort(late);
            return late;
        }

        synchronized String line(int at) {
            int[] late = sorted(at);
            return "%4d  %,10d  %7d ms  %7d ms  %7d ms  %8d  %10d"
                    .formatted(
                            at * window / 60,
                            late.length,
                            quantile(late, 0.5),
                            quantile(late, 0.99),
                            quantile(late, 1),
                            versions.getOrDefault(at, Set.of()).size(),
                            doubled.getOrDefault(at, 0));
        }

        private static int quantile(int[] sorted, double share) {
            return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
        }
    }

    @Override
    public Integer call() throws Exception {
        folder = Files.createTempDirectory("afluente-soak-");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, Map.of())) {
            client = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Admin admin = Admin.create(client)) {
                new TopicAdmin(admin, topics).create(Optional.empty(), Optional.empty());
            }
            return run();
        } finally {
            processes.values().forEach(serving -> serving.process.destroyForcibly());
            delete(folder);
        }
    }

    private int run() throws Exception {
        start("learn");
        for (int i = 1; i <= classifiers; i++) {
            start("classify-" + i);
        }
        processes.values().forEach(Serving::awaitReady);
        Path data = MnistData.by(MnistData.defaultCache(System.getenv()), MnistData.MIRRORS, System.err::println).find();
        IdxDataset test = IdxDataset.open(data, Split.TEST);
        IdxDataset training = IdxDataset.open(data, Split.TRAIN);
        daemon("read", this::read);
        try (RecordSender sender = new RecordSender(client, 1 << 20)) {
            int most = burst(sender, test);
            rate = rate == 0 ? most / 2 : rate;
            System.out.printf("%d classifiers, %,d images/s, %d labelled images/s%n", classifiers, rate, LABELED_PER_SECOND);
            System.out.println("from     answered      median         p99         max  versions  duplicates  resident, MB");
            daemon("teach", () -> teach(training));
            if (roll) {
                daemon("roll", this::roll);
            }
            send(sender, test);
        }
        sending = false;
        return verdict();
    }

    /** Images a second when as many as possible are waiting. */
    private int burst(RecordSender sender, IdxDataset test) {
        int perSecond = 0;
        for (int round = 1; round <= 3; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < BURST; i++) {
                send(sender, test, System.currentTimeMillis());
            }
            sender.flush();
            awaitAll();
            perSecond = (int) (BURST / ((System.nanoTime() - start) / 1e9));
            System.out.printf("burst of %,d images: answered at %,d images/s%n", BURST, perSecond);
        }
        return perSecond;
    }

    private void send(RecordSender sender, IdxDataset test) {
        first = System.currentTimeMillis();
        long start = System.nanoTime();
        long total = Math.round(minutes * 60 * rate);
        int shown = 0;
        for (long i = 0; i < total; i++) {
            long due = i * 1_000_000_000L / rate;
            for (long early; (early = due - (System.nanoTime() - start)) > 0; ) {
                LockSupport.parkNanos(early);
            }
            // when it was due, not when it got its turn: a sender that is late makes nothing look good
            send(sender, test, first + due / 1_000_000);
            if (due / 1_000_000_000L >= (shown + 1L) * window + 10) {
                show(shown++);
            }
        }
        sender.flush();
        awaitAll();
        while ((long) shown * window < minutes * 60) {
            show(shown++);
        }
    }

    private void send(RecordSender sender, IdxDataset test, long timestamp) {
        ProducerRecord<byte[], byte[]> record =
                new ImageRecords(topics.images(), ImageRecords.Format.RAW)
                        .of("image-" + sent, test.get((int) (sent % test.size())).image());
        sender.send(new ProducerRecord<>(record.topic(), null, timestamp, record.key(), record.value(), record.headers()));
        sent++;
    }

    private void awaitAll() {
        while (books.answered() < sent) {
            requireAlive();
            LockSupport.parkNanos(20_000_000L);
        }
    }

    private void requireAlive() {
        if (rollFailed.get() != null) {
            throw rollFailed.get();
        }
        processes.forEach(
                (name, serving) -> {
                    if (!serving.process.isAlive() && !roll) {
                        throw new IllegalStateException(name + " has ended");
                    }
                });
    }

    /** As many labelled images as one mini-batch has, each second: a checkpoint each second. */
    private void teach(IdxDataset training) {
        ImageRecords records = new ImageRecords(topics.labeledImages(), ImageRecords.Format.RAW);
        try (RecordSender sender = new RecordSender(client, 1 << 20)) {
            long start = System.nanoTime();
            for (long i = 0; sending; i++) {
                sender.send(records.of("labeled-" + i, training.get((int) (i % training.size()))));
                long next = (i + 1) * 1_000_000_000L / LABELED_PER_SECOND;
                LockSupport.parkNanos(next - (System.nanoTime() - start));
            }
        }
    }

    private void read() {
        PredictionCodec codec = new PredictionCodec();
        try (TopicReader reader = new TopicReader(client, topics.predictions(), TopicReader.From.BEGINNING)) {
            while (true) {
                var records = reader.next();
                long now = System.currentTimeMillis();
                records.forEach(record -> books.take(record, codec.read(record), now));
            }
        }
    }

    /** The next one goes only when the one before is back and answers again. */
    private void roll() {
        for (int i = 0; sending; i++) {
            String name = "classify-" + (i % classifiers + 1);
            try {
                processes.get(name).process.destroy();
                processes.get(name).process.waitFor();
                start(name).awaitReady();
                restarts++;
            } catch (IOException | InterruptedException | RuntimeException e) {
                rollFailed.set(new IllegalStateException(name + " does not come back", e));
                return;
            }
        }
    }

    private Serving start(String name) throws IOException {
        int port = freePort();
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        for (String property : List.of("afluente.home", "org.bytedeco.javacpp.platform.extension")) {
            words.add("-D" + property + "=" + System.getProperty(property, ""));
        }
        // a heap that is fixed and touched: what grows is native
        words.addAll(List.of("-Xms400m", "-Xmx400m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
        words.addAll(flags);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.afluente.cli.Main"));
        words.addAll(List.of("serve", "--roles", name.replaceFirst("-.*", ""), "--http-port", "" + port));
        words.addAll(List.of("--bootstrap-server", client.get("bootstrap.servers").toString()));
        words.addAll(List.of("--state-dir", folder.resolve(name).toString()));
        words.addAll(List.of("--checkpoint-dir", folder.resolve("checkpoints").toString()));
        words.addAll(List.of("--batch-size", "" + LABELED_PER_SECOND, "--checkpoint-every", "1"));
        // a machine that is busy with other things may take its time
        Path patience = Files.writeString(folder.resolve("client.properties"), "default.api.timeout.ms=120000");
        words.addAll(List.of("--config", patience.toString()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(Path.of("target", "soak-" + name + ".log").toFile()));
        builder.environment().put("OMP_NUM_THREADS", "1");
        Serving serving = new Serving(builder.start(), port);
        processes.put(name, serving);
        return serving;
    }

    private void show(int at) {
        StringBuilder line = new StringBuilder(books.line(at));
        processes.forEach(
                (name, serving) -> {
                    long now = residentMegabytes(serving.process.pid());
                    memory.computeIfAbsent(name, n -> new ArrayList<>()).add(now);
                    line.append("  ").append(name).append(' ').append(now);
                });
        line.append("  broker and load ").append(residentMegabytes(ProcessHandle.current().pid()));
        if (roll) {
            line.append("  restarts ").append(restarts);
        }
        System.out.println(line);
    }

    private int verdict() {
        int last = (int) Math.ceil(minutes * 60 / window) - 1;
        System.out.printf("p99 of the last window: %.2f times that of the first%n", (double) books.p99(last) / books.p99(0));
        memory.forEach(
                (name, megabytes) ->
                        System.out.printf("%s: %+d MB from the first window to the last%n", name, megabytes.get(last) - megabytes.get(0)));
        System.out.printf(
                "images %,d, predictions %,d, missing %,d, duplicates %,d%n",
                sent, books.predictions, sent - books.answered(), books.duplicates);
        return sent == books.answered() && books.duplicates == 0 ? 0 : 1;
    }

    private static long residentMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
