"""Client settings: by dictionary, and from the file that Kafka's own tools read."""

from __future__ import annotations

import os
import re
from typing import Dict, Mapping, Optional, Union

from .errors import ConfigError
from .properties import read_properties

Setting = Union[str, int, float, bool]
"""What librdkafka takes as a value."""

ConfigFile = Union[str, "os.PathLike[str]"]

_WORD = r'\b{name}\s*=\s*"((?:\\.|[^"\\])*)"'
_JAVA_STORES = ("ssl.truststore.password", "ssl.truststore.type", "ssl.keystore.type")


def client_config(
    bootstrap_servers: str,
    config: Optional[Mapping[str, Setting]] = None,
    config_file: Optional[ConfigFile] = None,
) -> Dict[str, Setting]:
    """Settings of a client of librdkafka; those of `config` win over those of the file.

    The file may be one for Kafka's Java tools: names that only these know, such as
    `sasl.jaas.config` and PEM stores, are said in librdkafka's words.
    """
    if not isinstance(bootstrap_servers, str) or not bootstrap_servers:
        raise ConfigError(f"bootstrap_servers: needs host:port, not {bootstrap_servers!r}")
    settings: Dict[str, Setting] = {}
    if config_file is not None:
        settings.update(_translated(read_properties(config_file), os.fspath(config_file)))
    settings.update(config or {})
    settings["bootstrap.servers"] = bootstrap_servers
    return settings


def _translated(java: Dict[str, str], file: str) -> Dict[str, Setting]:
    """A file's settings in librdkafka's words."""
    said = dict(java)
    try:
        _login(said)
        _trusted(said)
        _own_key(said)
    except ConfigError as error:
        raise ConfigError(f"config file {file}: {error}") from None
    if said.get("ssl.endpoint.identification.algorithm") == "":
        said["ssl.endpoint.identification.algorithm"] = "none"
    for name in _JAVA_STORES:
        said.pop(name, None)
    return dict(said)


def _login(said: Dict[str, str]) -> None:
    """User and password of the login modules for PLAIN and SCRAM."""
    login = said.pop("sasl.jaas.config", None)
    if login is None:
        return
    for name in ("username", "password"):
        found = re.search(_WORD.format(name=name), login)
        if found is None:
            raise ConfigError(
                f"sasl.jaas.config: no {name} in it; other logins than PLAIN and SCRAM are given"
                " in librdkafka's own settings"
            )
        said.setdefault(f"sasl.{name}", re.sub(r"\\(.)", r"\1", found.group(1)))


def _trusted(said: Dict[str, str]) -> None:
    """Whom to trust: certificates in PEM."""
    kind = said.get("ssl.truststore.type", "JKS").upper()
    where = said.pop("ssl.truststore.location", None)
    inline = said.pop("ssl.truststore.certificates", None)
    if where is not None and kind != "PEM":
        raise ConfigError(
            f"ssl.truststore.type: librdkafka reads PEM, not {kind}; name a PEM file with"
            " ssl.ca.location"
        )
    if where is not None:
        said.setdefault("ssl.ca.location", where)
    if inline is not None:
        said.setdefault("ssl.ca.pem", inline)


def _own_key(said: Dict[str, str]) -> None:
    """This client's own certificate: PEM, or PKCS#12 under the names that both know."""
    kind = said.get("ssl.keystore.type", "JKS").upper()
    if "ssl.keystore.location" in said and kind not in ("PEM", "PKCS12"):
        raise ConfigError(f"ssl.keystore.type: librdkafka reads PEM and PKCS12, not {kind}")
    if kind == "PEM" and "ssl.keystore.location" in said:
        both = said.pop("ssl.keystore.location")
        said.setdefault("ssl.certificate.location", both)
        said.setdefault("ssl.key.location", both)
    chain = said.pop("ssl.keystore.certificate.chain", None)
    if chain is not None:
        said.setdefault("ssl.certificate.pem", chain)
    key = said.pop("ssl.keystore.key", None)
    if key is not None:
        said.setdefault("ssl.key.pem", key)
