# docker build -t afluente .                         builds from the sources, with Maven in a container
# docker build -t afluente --build-arg FROM=target . takes what `mvn package` left in target/
# BASE_IMAGE is any image with Java 17, bash and glibc; BUILD_IMAGE any with Maven and a JDK 17.
# REVISION is the commit that it is made from, SOURCE where its sources are: they go into the image's labels.
# MAVEN_ARGS chooses the native code, such as -Pgeneric for processors without AVX2.
ARG BASE_IMAGE=eclipse-temurin:17-jre
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17
ARG FROM=sources
ARG REVISION=unknown

FROM ${BUILD_IMAGE} AS sources
ARG MAVEN_ARGS=
ARG REVISION
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml LICENSE NOTICE ./
COPY topics topics
COPY src/main src/main
RUN mvn -B -q -Dmaven.test.skip -Dbuild.revision=$REVISION $MAVEN_ARGS package

FROM ${BASE_IMAGE} AS target
COPY target/lib /build/target/lib
COPY target/afluente.jar target/bom.json /build/target/

FROM ${FROM} AS built

FROM ${BASE_IMAGE}
RUN groupadd --gid 10001 afluente \
 && useradd --uid 10001 --gid 10001 --home-dir /var/lib/afluente --no-create-home --shell /usr/sbin/nologin afluente \
 && install -d -o 10001 -g 10001 /var/lib/afluente

# what changes least comes first: the libraries are one layer that versions share
COPY --from=built /build/target/lib /opt/afluente/lib
COPY models /opt/afluente/models
COPY afluente LICENSE NOTICE /opt/afluente/
COPY --from=built /build/target/bom.json /build/target/afluente.jar /opt/afluente/

# Classes as this Java has them when they are loaded: starts take less. Without it they take longer, no more.
RUN /opt/afluente/afluente make-class-archive

# All that is written goes to one folder; the rest may be read-only.
ENV AFLUENTE_DATA_DIR=/var/lib/afluente \
    AFLUENTE_HTTP_HOST=0.0.0.0 \
    AFLUENTE_JAVA_OPTS=-XX:MaxRAMPercentage=50
VOLUME /var/lib/afluente
WORKDIR /var/lib/afluente
USER 10001:10001
EXPOSE 8080

# There is no curl in a Java image: bash asks for itself.
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/${AFLUENTE_HTTP_PORT:-8080} && printf 'GET /livez HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200'* ]]"]

# last, so that another commit changes no layer
ARG REVISION
ARG SOURCE=
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="Afluente" \
      org.opencontainers.image.description="Classification and online learning on Kafka streams" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"

ENTRYPOINT ["/opt/afluente/afluente"]
CMD ["--help"]
