# The operator's image: build the program first (mvn -DskipTests package), then
#   docker build --tag registry.example.com/security/breakwater:0.1.0 .
#
# The run-time is cut to what the operator uses and stands on a base without shell or package manager.
FROM docker.io/library/eclipse-temurin:25-jdk AS runtime
RUN jlink --output /java --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --add-modules java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.rmi,java.security.jgss,java.sql,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.unsupported,jdk.zipfs

# A rehearsal finds out which classes a start needs; linked beforehand, they take half the time.
COPY operator/target/lib /breakwater/lib
COPY operator/target/breakwater-operator.jar operator/jvm.options /breakwater/
RUN /java/bin/java @/breakwater/jvm.options -XX:AOTCacheOutput=/breakwater/breakwater-operator.aot \
    -cp /breakwater/breakwater-operator.jar dev.breakwater.operator.Rehearsal

FROM gcr.io/distroless/java-base-debian12:nonroot
COPY --from=runtime /java /java
COPY --from=runtime /breakwater /breakwater
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/java/bin/java", "@/breakwater/jvm.options", "-XX:AOTCache=/breakwater/breakwater-operator.aot", "-jar", "/breakwater/breakwater-operator.jar"]
