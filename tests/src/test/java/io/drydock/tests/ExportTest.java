package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of a build: images, archives, files, and what is said about them. */
class ExportTest {
  @TempDir Path directory;
  private Path context;
  private Drydock drydock;

  @BeforeEach
  void prepare() throws IOException {
    context = Files.createDirectories(directory.resolve("context"));
    drydock = new Drydock(directory.resolve("store"));
    write("Dockerfile", "FROM scratch\nCOPY hello /dir/hello\nLABEL a=b\n");
    write("hello", "hello\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(context.resolve(name), text);
  }

  private Drydock.Outcome build(Map<String, String> environment, String... flags) {
    var words = new ArrayList<>(List.of("build", "--progress=plain"));
    words.addAll(List.of(flags));
    words.add(context.toString());
    return drydock.run(directory, "", environment, words.toArray(String[]::new));
  }

  private Drydock.Outcome ok(String... flags) {
    Drydock.Outcome outcome = build(Map.of(), flags);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome;
  }

  private Drydock.Outcome refused(String... flags) {
    Drydock.Outcome outcome = build(Map.of(), flags);
    assertThat(outcome.code()).as(outcome.all()).isEqualTo(1);
    return outcome;
  }

  @Test
  void writesSeveralOutputsAtOnce() throws IOException {
    ok(
        "-t=shop:1",
        "-o=type=image",
        "-o=type=oci,dest=layout,tar=false",
        "-o=type=docker,dest=docker.tar",
        "-o=type=tar,dest=files.tar",
        "-o=type=local,dest=files",
        "-o=type=cacheonly");

    assertThat(drydock.run("images", "-q").out()).isNotBlank();
    assertThat(new Layout(directory.resolve("layout")).only().getAsJsonObject("annotations"))
        .hasToString(
            "{\"io.containerd.image.name\":\"docker.io/library/shop:1\","
                + "\"org.opencontainers.image.ref.name\":\"1\"}");
    assertThat(directory.resolve("files/dir/hello")).hasContent("hello\n");
    assertThat(directory.resolve("files.tar")).isNotEmptyFile();
    var other = new Drydock(directory.resolve("other"));
    assertThat(other.run(directory, "", Map.of(), "load", "-i", "docker.tar").out())
        .isEqualTo("Loaded image: shop:1\n");
  }

  @Test
  void compressesLayersAsAsked() throws IOException {
    for (String each : List.of("gzip", "zstd", "estargz", "uncompressed")) {
      String flags = ",dest=" + each + ",tar=false,compression=" + each;
      ok("--provenance=false", "-o=type=oci" + flags);
      Layout layout = new Layout(directory.resolve(each));
      JsonObject layer = Layout.list(layout.at(layout.only()), "layers").getFirst();
      String type = layer.get("mediaType").getAsString();
      assertThat(type)
          .isEqualTo(
              "application/vnd.oci.image.layer.v1.tar"
                  + switch (each) {
                    case "zstd" -> "+zstd";
                    case "uncompressed" -> "";
                    default -> "+gzip";
                  });
      if (each.equals("estargz")) {
        assertThat(
                layer
                    .getAsJsonObject("annotations")
                    .get("containerd.io/snapshot/stargz/toc.digest"))
            .isNotNull();
      }
    }
  }

  @Test
  void annotatesWhatIsNamed() throws IOException {
    ok(
        "--provenance=false",
        "--platform=linux/amd64,linux/arm64",
        "--annotation=manifest[linux/arm64]:who=arm",
        "--annotation=index,manifest-descriptor:all=yes",
        "-o=type=oci,dest=layout,tar=false,annotation-index-descriptor.top=t,annotation.every=e");
    Layout layout = new Layout(directory.resolve("layout"));
    JsonObject top = layout.only();
    JsonObject index = layout.at(top);
    assertThat(top.getAsJsonObject("annotations")).hasToString("{\"top\":\"t\"}");
    assertThat(index.getAsJsonObject("annotations")).hasToString("{\"all\":\"yes\"}");
    List<JsonObject> manifests = Layout.list(index, "manifests");
    assertThat(manifests)
        .hasSize(2)
        .allSatisfy(each ->
            assertThat(each.getAsJsonObject("annotations")).hasToString("{\"all\":\"yes\"}"));
    assertThat(layout.at(manifests.get(0)).getAsJsonObject("annotations"))
        .hasToString("{\"every\":\"e\"}");
    assertThat(layout.at(manifests.get(1)).getAsJsonObject("annotations"))
        .hasToString("{\"every\":\"e\",\"who\":\"arm\"}");
    assertThat(refused("--annotation=index:a=b").err())
        .contains("index annotations not supported for single platform export");
  }

  @Test
  void refusesWhatItDoesNotKnowByName() {
    assertThat(refused("-o=type=regstry").err())
        .contains("unsupported type \"regstry\"", "Did you mean registry?");
    assertThat(refused("-o=type=image,compresion=zstd").err())
        .contains("unknown field \"compresion\"", "Did you mean compression?");
    assertThat(refused("-o=type=oci,dest=x.tar,compression=brotli").err())
        .contains("unsupported layer compression \"brotli\"");
    assertThat(refused("--attest=type=provenanc").err()).contains("Did you mean provenance?");
    assertThat(refused("-o=type=local,dest=x,mode=move").err())
        .contains("mode is copy or delete, not \"move\"");
    assertThat(refused("-o=type=oci,dest=no/such/x.tar").err()).contains("does not exist");
    assertThat(refused("--push").err()).contains("tag is needed when pushing to registry");
    assertThat(directory.resolve("x.tar")).doesNotExist();
  }

  /** What stands where the archive is to go is written into, not replaced. */
  @Test
  void writesIntoAPipe() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<byte[]> read =
        CompletableFuture.supplyAsync(() -> {
          try (InputStream in = Files.newInputStream(pipe)) {
            return in.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    ok("-t=shop:1", "-o=type=tar,dest=" + pipe);
    assertThat(new String(read.get(), StandardCharsets.ISO_8859_1)).startsWith("dir/");
    assertThat(Files.readAttributes(pipe, "unix:mode").get("mode"))
        .matches(mode -> ((int) mode & 0170000) == 0010000, "still a pipe");
  }

  @Test
  void deletesWhatElseIsInTheDirectoryOnlyWhenAsked() throws IOException {
    Path old = Files.createDirectories(directory.resolve("out/old/deep")).resolve("file");
    Files.writeString(old, "old");
    Files.writeString(directory.resolve("out/dir"), "in the way");
    Files.delete(directory.resolve("out/dir"));
    ok("-o=type=local,dest=out");
    assertThat(old).exists();
    ok("-o=type=local,dest=out,mode=delete");
    assertThat(directory.resolve("out")).isDirectoryNotContaining("glob:**/old");
    assertThat(directory.resolve("out/dir/hello")).hasContent("hello\n");
  }

  @Test
  void splitsFilesByPlatform() throws IOException {
    ok("--platform=linux/amd64,linux/arm64", "-o=type=local,dest=out");
    assertThat(directory.resolve("out/linux_amd64/dir/hello")).exists();
    assertThat(directory.resolve("out/linux_arm64/dir/hello")).exists();
    ok("-o=type=local,dest=one,platform-split=true");
    assertThat(directory.resolve("one/linux_amd64/dir/hello")).exists();
  }

  @Test
  void laysAttestationsOutAsBuildKitDoes() throws IOException {
    write(
        "package-lock.json", "{\"packages\":{\"node_modules/left-pad\":{\"version\":\"1.3.0\"}}}");
    write("Dockerfile", "FROM scratch\nCOPY package-lock.json /app/\n");
    ok(
        "-t=shop:1",
        "--sbom=true",
        "--provenance=mode=max,builder-id=https://ci.example/7",
        "--build-arg=SECRET=x",
        "-o=type=oci,dest=layout,tar=false");
    Layout layout = new Layout(directory.resolve("layout"));
    List<JsonObject> manifests = Layout.list(layout.at(layout.only()), "manifests");
    assertThat(manifests).hasSize(2);
    JsonObject image = manifests.get(0);
    JsonObject attestation = manifests.get(1);
    assertThat(attestation.get("platform"))
        .hasToString("{\"architecture\":\"unknown\",\"os\":\"unknown\"}");
    assertThat(attestation.get("annotations"))
        .hasToString(
            "{\"vnd.docker.reference.digest\":\""
                + Layout.digest(image)
                + "\",\"vnd.docker.reference.type\":\"attestation-manifest\"}");
    JsonObject manifest = layout.at(attestation);
    assertThat(manifest.get("artifactType").getAsString())
        .isEqualTo("application/vnd.docker.attestation.manifest.v1+json");
    assertThat(Layout.digest(manifest.getAsJsonObject("subject"))).isEqualTo(Layout.digest(image));
    List<JsonObject> layers = Layout.list(manifest, "layers");
    assertThat(layers)
        .extracting(each -> each.get("annotations").toString())
        .containsExactly(
            "{\"in-toto.io/predicate-type\":\"https://spdx.dev/Document\"}",
            "{\"in-toto.io/predicate-type\":\"https://slsa.dev/provenance/v1\"}");
    JsonObject bill = layout.at(layers.get(0));
    assertThat(bill.toString()).contains("\"spdxVersion\":\"SPDX-2.3\"", "pkg:npm/left-pad@1.3.0");
    JsonObject provenance = layout.at(layers.get(1));
    assertThat(provenance.get("subject"))
        .hasToString(
            "[{\"name\":\"pkg:docker/shop@1?platform=linux%2Famd64\",\"digest\":{\"sha256\":\""
                + Layout.digest(image).substring("sha256:".length())
                + "\"}}]");
    assertThat(provenance.toString())
        .contains("\"id\":\"https://ci.example/7\"", "\"build-arg:SECRET\":\"x\"", "llbDefinition");
  }

  @Test
  void tellsNoArgumentsInTheShortProvenance() throws IOException {
    ok(
        "--attest=type=provenance,mode=min,version=v0.2,filename=how.json",
        "--build-arg=SECRET=x",
        "--label=team=y",
        "-o=out");
    String provenance = Files.readString(directory.resolve("out/how.json"));
    assertThat(provenance)
        .contains(
            "\"predicateType\":\"https://slsa.dev/provenance/v0.2\"",
            "\"buildType\":\"https://mobyproject.org/buildkit@v1\"",
            "\"entryPoint\":\"Dockerfile\"",
            "\"completeness\":{\"parameters\":false")
        .doesNotContain("SECRET", "team");
  }

  @Test
  void describesTheBuildInItsMetadata() throws IOException {
    ok("-t=shop:1", "--metadata-file=m.json", "--iidfile=id");
    JsonObject metadata = Layout.read(directory.resolve("m.json"));
    assertThat(metadata.keySet())
        .containsExactlyInAnyOrder(
            "buildx.build.provenance",
            "buildx.build.ref",
            "containerimage.config.digest",
            "containerimage.descriptor",
            "containerimage.digest",
            "image.name");
    assertThat(directory.resolve("id"))
        .hasContent(metadata.get("containerimage.config.digest").getAsString());
    ok("--platform=linux/amd64,linux/arm64", "--metadata-file=m.json", "--iidfile=id");
    metadata = Layout.read(directory.resolve("m.json"));
    assertThat(metadata.keySet())
        .contains("buildx.build.provenance/linux/amd64", "buildx.build.provenance/linux/arm64");
    assertThat(directory.resolve("id"))
        .hasContent(metadata.get("containerimage.digest").getAsString());
  }

  /** Two stores, two directories, files of different times: one digest. */
  @Test
  void givesTheSameDigestTwice() throws IOException {
    String first = digest("store-a", Instant.parse("2026-01-02T03:04:05Z"));
    context = directory.resolve("elsewhere/copy");
    Files.createDirectories(context);
    write("hello", "hello\n");
    write("Dockerfile", "ARG SOURCE_DATE_EPOCH=1700000000\nFROM scratch\nCOPY hello /dir/hello\n");
    assertThat(digest("store-b", Instant.parse("2025-06-07T08:09:10Z"))).isEqualTo(first);
  }

  private String digest(String store, Instant modified) throws IOException {
    write("Dockerfile", "ARG SOURCE_DATE_EPOCH=1700000000\nFROM scratch\nCOPY hello /dir/hello\n");
    drydock = new Drydock(directory.resolve(store));
    Files.setLastModifiedTime(context.resolve("hello"), FileTime.from(modified));
    ok(
        "--provenance=false",
        "-o=type=oci,dest=" + store + ".layout,tar=false,rewrite-timestamp=true");
    Layout layout = new Layout(directory.resolve(store + ".layout"));
    JsonObject manifest = layout.at(layout.only());
    assertThat(layout.at(manifest.getAsJsonObject("config")).get("created").getAsString())
        .isEqualTo("2023-11-14T22:13:20Z");
    return Layout.digest(layout.only());
  }

  /** A base that the registry has and no step looks into is mounted there, and never fetched. */
  @Test
  void pushesOntoABaseThatStaysWhereItIs() throws Exception {
    try (Registry registry = Registry.start(directory.resolve("registry"))) {
      byte[] noise = new byte[200_000];
      new Random(1).nextBytes(noise);
      Files.write(context.resolve("hello"), noise);
      ok("--push", "-t=" + registry.domain() + "/team/base:1", "--provenance=false");
      assertThat(drydock.run("images", "-q").out()).isEmpty();
      registry.requests();

      drydock = new Drydock(directory.resolve("other"));
      write(
          "Dockerfile",
          "FROM " + registry.domain() + "/team/base:1\nCOPY --link Dockerfile /new/\n");
      String name = registry.domain() + "/shop/app:1";
      ok("--push", "-t=" + name);
      List<String> requests = registry.requests();
      assertThat(requests)
          .anyMatch(each -> each.matches("POST /v2/shop/app/blobs/uploads/\\?mount=.* 201"))
          .filteredOn(each -> each.startsWith("GET /v2/team/base/blobs/"))
          .hasSize(1); // Its config, which a build has to know.
      assertThat(requests).contains("PUT /v2/shop/app/manifests/1 201");

      ok("--push", "-t=" + name);
      assertThat(registry.requests())
          .filteredOn(each -> each.startsWith("PATCH") || each.startsWith("POST"))
          .as("only the new provenance is uploaded")
          .hasSize(1);
      var third = new Drydock(directory.resolve("third"));
      Drydock.Outcome pulled = third.run("pull", name);
      assertThat(pulled.code()).as(pulled.all()).isZero();
      assertThat(third.run("inspect", "-f", "{{len .RootFS.Layers}}", name).out()).isEqualTo("2\n");
    }
  }

  @Test
  void pushesByDigestAndUnderSeveralNames() throws Exception {
    try (Registry registry = Registry.start(directory.resolve("registry"))) {
      ok("-o=type=image,push-by-digest=true,store=false,name=" + registry.domain() + "/a");
      assertThat(registry.requests())
          .anyMatch(each -> each.matches("PUT /v2/a/manifests/sha256:.* 201"))
          .noneMatch(each -> each.startsWith("PUT /v2/a/manifests/latest"));
      ok(
          "-o=type=image,\"name="
              + registry.domain()
              + "/a:1,"
              + registry.domain()
              + "/b:2\",push=true,compression=zstd,force-compression=true");
      assertThat(registry.requests())
          .contains("PUT /v2/a/manifests/1 201", "PUT /v2/b/manifests/2 201");
      assertThat(drydock.run("images", "--format", "{{.Repository}}:{{.Tag}}").out().lines())
          .containsExactlyInAnyOrder(registry.domain() + "/a:1", registry.domain() + "/b:2");
    }
  }

  /** A program for arm64 that prints a line, made by hand: no compiler has to be there. */
  private static byte[] armProgram() {
    byte[] line = "hello from arm64\n".getBytes(StandardCharsets.US_ASCII);
    int[] code = {
      0xd2800020, // mov x0, #1
      0x100000e1, // adr x1, line
      0xd2800002 | (line.length << 5), // mov x2, #length
      0xd2800808, // mov x8, #64 (write)
      0xd4000001, // svc #0
      0xd2800000, // mov x0, #0
      0xd2800ba8, // mov x8, #93 (exit)
      0xd4000001 // svc #0
    };
    int headers = 64 + 56;
    int size = headers + 4 * code.length + line.length;
    var program = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    program.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
    program.putShort((short) 2).putShort((short) 183).putInt(1).putLong(0x400000 + headers);
    program.putLong(64).putLong(0).putInt(0);
    program.putShort((short) 64).putShort((short) 56).putShort((short) 1).position(64);
    program.putInt(1).putInt(5).putLong(0).putLong(0x400000).putLong(0x400000);
    program.putLong(size).putLong(size).putLong(0x1000);
    for (int each : code) {
      program.putInt(each);
    }
    return program.put(line).array();
  }

  /** Without a registered emulator the error says what to install. */
  @Test
  void runsForOtherProcessorsOrSaysWhatIsMissing() throws IOException {
    Assumptions.assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root for RUN");
    Assumptions.assumeTrue(
        System.getProperty("os.arch").equals("amd64"), "emulates arm64 on amd64");
    Files.write(context.resolve("hello"), armProgram());
    write("Dockerfile", "FROM scratch\nCOPY --chmod=755 hello /hello\nRUN [\"/hello\"]\n");
    Drydock.Outcome outcome = build(Map.of(), "--platform=linux/arm64");
    if (outcome.code() == 0) {
      assertThat(outcome.err()).contains("hello from arm64"); // The host has an emulator.
    } else {
      assertThat(outcome.err())
          .contains("RUN for linux/arm64 needs an emulator", "qemu-aarch64-static", "RUN [");
    }
  }

  /** In a user namespace of its own a build registers the emulator that is installed for itself. */
  @Test
  void registersAnEmulatorForItselfInAUserNamespace() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/qemu-aarch64-static")),
        "package qemu-user-static is not installed");
    Assumptions.assumeTrue(
        new ProcessBuilder("unshare", "--user", "--map-root-user", "true").start().waitFor() == 0,
        "no user namespaces here");
    Assumptions.assumeTrue(
        System.getProperty("os.arch").equals("amd64"), "emulates arm64 on amd64");
    Files.write(context.resolve("hello"), armProgram());
    write("Dockerfile", "FROM scratch\nCOPY --chmod=755 hello /hello\nRUN [\"/hello\"]\n");
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(
                "unshare",
                "--user",
                "--map-root-user",
                Drydock.home().resolve("drydock").toString(),
                "--root",
                directory.resolve("store").toString(),
                "build",
                "--progress=plain",
                "--platform=linux/arm64",
                context.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = process.waitFor();
    String said = Files.readString(log);
    // A kernel before 6.7 has one registry for all, which is not ours to change.
    assertThat(said).containsAnyOf("hello from arm64", "needs an emulator");
    assertThat(code).as(said).isEqualTo(said.contains("hello from arm64") ? 0 : 1);
  }

  /** A stage for the builder's own platform makes what other platforms get. */
  @Test
  void crossBuildsWithoutAnEmulator() throws IOException {
    Path busybox = Path.of("/usr/bin/busybox");
    Assumptions.assumeTrue(Files.isExecutable(busybox), "package busybox-static is not installed");
    Assumptions.assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root for RUN");
    Files.copy(busybox, context.resolve("busybox"));
    write(
        "Dockerfile",
        """
        FROM --platform=$BUILDPLATFORM scratch AS build
        COPY busybox /bin/sh
        ARG TARGETARCH
        RUN echo "for $TARGETARCH" > /out
        FROM scratch
        COPY --from=build /out /out
        """);
    ok("--platform=linux/arm64,linux/s390x", "-o=out");
    assertThat(directory.resolve("out/linux_arm64/out")).hasContent("for arm64\n");
    assertThat(directory.resolve("out/linux_s390x/out")).hasContent("for s390x\n");
  }
}
