package io.drydock.buildkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import io.drydock.buildkit.BuildKitClient;
import io.drydock.buildkit.grpc.Code;
import io.drydock.buildkit.grpc.GrpcException;
import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.grpc.Metadata;
import io.drydock.buildkit.message.Definition;
import io.drydock.buildkit.message.Stat;
import io.drydock.buildkit.message.Wire;
import io.drydock.buildkit.message.WireWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client that runs the frontend itself can ask: results' files, images, its inputs. */
@Timeout(60)
class GatewayTest {
  private static final String CONTROL = "/moby.buildkit.v1.Control/";
  private static final String BRIDGE = "/moby.buildkit.v1.frontend.LLBBridge/";
  private static final String BUILD = "the-build";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private HttpServer files;
  private BuildKitClient client;

  @BeforeEach
  void begin() throws Exception {
    Path served = Files.createDirectory(folder.resolve("served")).toRealPath();
    Files.writeString(served.resolve("greeting"), "hello, you");
    Files.writeString(served.resolve("Dockerfile"), "FROM scratch\nLABEL made=here\n");
    files =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), served, OutputLevel.NONE);
    files.start();
    client = new BuildKitClient(folder, Map.of());
  }

  @AfterEach
  void end() {
    client.close();
    files.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + files.getAddress().getPort() + "/" + path;
  }

  /** Begins a build that lasts until the test's end. */
  private void begin(Map<String, byte[]> inputs) throws InterruptedException {
    byte[] request =
        new WireWriter()
            .text(1, BUILD)
            .text(5, BuildKitClient.SESSION)
            .byteMap(10, inputs)
            .encode();
    var metadata = Metadata.EMPTY;
    GrpcStream solving = client.grpc().open(CONTROL + "Solve", metadata, Optional.empty());
    solving.send(request);
    solving.closeSending();
  }

  private Wire ask(String method, byte[] message) throws InterruptedException {
    var metadata = Metadata.of(Map.of("buildkit-controlapi-buildid", BUILD));
    try (GrpcStream stream = client.grpc().open(BRIDGE + method, metadata, Optional.of(PATIENCE))) {
      stream.send(message);
      stream.closeSending();
      return Wire.read(stream.receiveOne());
    }
  }

  /** The reference of what a definition comes to. */
  private String solve(Definition definition) throws InterruptedException {
    byte[] request = new WireWriter().message(1, definition.encode()).encode();
    Wire result = ask("Solve", request).child(3).orElseThrow();
    return result.child(3).orElseThrow().text(1);
  }

  private static byte[] question(String reference, String path) {
    return new WireWriter().text(1, reference).text(2, path).encode();
  }

  private static byte[] range(String reference, String path, long offset, long length) {
    byte[] range = new WireWriter().number(1, offset).number(2, length).encode();
    return new WireWriter().text(1, reference).text(2, path).message(3, range).encode();
  }

  private static String text(Wire answer) {
    return new String(answer.bytes(1), StandardCharsets.UTF_8);
  }

  @Test
  void filesOfASourceAreReadWholeAndInPart() throws Exception {
    begin(Map.of());
    String reference = solve(Definition.of(url("greeting")));
    assertThat(text(ask("ReadFile", question(reference, "greeting")))).isEqualTo("hello, you");
    assertThat(text(ask("ReadFile", range(reference, "/greeting", 7, 2)))).isEqualTo("yo");
    assertThat(text(ask("ReadFile", range(reference, "/greeting", 7, 99)))).isEqualTo("you");
    assertThat(text(ask("ReadFile", range(reference, "/greeting", 99, 1)))).isEmpty();
    assertThatThrownBy(() -> ask("ReadFile", question(reference, "../none")))
        .isInstanceOf(GrpcException.class)
        .hasMessageContaining("open ../none: no such file");
  }

  @Test
  void directoriesAreListedAndFilesDescribed() throws Exception {
    begin(Map.of());
    String reference = solve(Definition.of(url("greeting")));
    Stat stat = Stat.decode(ask("StatFile", question(reference, "greeting")).bytes(1));
    assertThat(stat.path()).isEqualTo("greeting");
    assertThat(stat.sizeBytes()).isEqualTo(10);
    assertThat(stat.isFile()).isTrue();
    assertThat(names(ask("ReadDir", question(reference, "/")))).containsExactly("greeting");
    byte[] filtered = new WireWriter().text(1, reference).text(2, "/").text(3, "*.hcl").encode();
    assertThat(names(ask("ReadDir", filtered))).isEmpty();
  }

  private static List<String> names(Wire answer) {
    return answer.byteStrings(1).stream().map(each -> Stat.decode(each).path()).toList();
  }

  @Test
  void imagesAreFoundAsBuildsFindThem() throws Exception {
    byte[] exporter = new WireWriter().text(1, "image").map(2, Map.of("name", "made:1")).encode();
    byte[] request =
        new WireWriter()
            .text(1, "another-build")
            .text(5, BuildKitClient.SESSION)
            .text(6, "dockerfile.v0")
            .map(7, Map.of("context", url("Dockerfile")))
            .message(13, exporter)
            .encode();
    client.grpc().call(CONTROL + "Solve", request, PATIENCE);
    begin(Map.of());
    Wire image = ask("ResolveImageConfig", new WireWriter().text(1, "made:1").encode());
    assertThat(image.text(1)).startsWith("sha256:");
    assertThat(image.text(2)).contains("\"made\":\"here\"");
    byte[] source = new WireWriter().text(1, "docker-image://docker.io/library/made:1").encode();
    Wire met = ask("ResolveSourceMeta", new WireWriter().message(1, source).encode());
    assertThat(met.child(2).orElseThrow().text(1)).isEqualTo(image.text(1));
  }

  @Test
  void inputsAndRefusalsAreTold() throws Exception {
    Definition definition = Definition.of(url("greeting"));
    begin(Map.of("files", definition.encode()));
    Map<String, Definition> inputs = ask("Inputs", new byte[0]).map(1, Definition::decode);
    assertThat(inputs).containsOnlyKeys("files");
    for (Definition each : inputs.values()) {
      assertThat(each.source().orElseThrow().identifier()).isEqualTo(url("greeting"));
    }
    assertThatThrownBy(() -> solve(Definition.of("nowhere://")))
        .isInstanceOfSatisfying(
            GrpcException.class, e -> assertThat(e.code()).isEqualTo(Code.UNIMPLEMENTED));
  }
}
