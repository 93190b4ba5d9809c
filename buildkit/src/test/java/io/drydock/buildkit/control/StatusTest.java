package io.drydock.buildkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.buildkit.BuildKitClient;
import io.drydock.buildkit.grpc.GrpcException;
import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.grpc.Metadata;
import io.drydock.buildkit.message.Wire;
import io.drydock.buildkit.message.WireWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A build's progress reaches those who ask for it before the build, during it and after it, and
 * ends with the build: clients ask for both at once and wait for both ends.
 */
@Timeout(60)
class StatusTest {
  private static final String CONTROL = "/moby.buildkit.v1.Control/";
  private static final String BRIDGE = "/moby.buildkit.v1.frontend.LLBBridge/";

  /** gRPC's number of that code. */
  private static final int NOT_FOUND = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How long clients wait for the end of the progress once the build has ended: three seconds. */
  private static final Duration END = Duration.ofSeconds(3);

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private BuildKitClient client;

  @BeforeEach
  void open() throws Exception {
    client = new BuildKitClient(folder, Map.of());
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    client.close();
  }

  private <T> Future<T> start(Callable<T> work) {
    return threads.submit(work);
  }

  /** A build whose client runs the frontend itself. */
  private Future<byte[]> solve(String reference) {
    byte[] request = new WireWriter().text(1, reference).text(5, BuildKitClient.SESSION).encode();
    return start(() -> client.grpc().call(CONTROL + "Solve", request, PATIENCE));
  }

  /** All warnings that the progress told of until its end. */
  private List<String> status(String reference) throws InterruptedException {
    byte[] request = new WireWriter().text(1, reference).encode();
    var warnings = new ArrayList<String>();
    try (GrpcStream stream =
        client.grpc().open(CONTROL + "Status", Metadata.EMPTY, Optional.of(PATIENCE))) {
      stream.send(request);
      stream.closeSending();
      for (Optional<byte[]> next = stream.receive(); next.isPresent(); next = stream.receive()) {
        Wire.read(next.get()).children(4).forEach(each -> warnings.add(each.text(3)));
      }
    }
    return warnings;
  }

  private void bridge(String reference, String method, byte[] message) throws Exception {
    var metadata = Metadata.of(Map.of("buildkit-controlapi-buildid", reference));
    try (GrpcStream stream = client.grpc().open(BRIDGE + method, metadata, Optional.of(PATIENCE))) {
      stream.send(message);
      stream.closeSending();
      stream.receiveOne();
    }
  }

  private void warn(String reference, String words) throws Exception {
    byte[] warning = new WireWriter().bytes(3, words.getBytes(StandardCharsets.UTF_8)).encode();
    bridge(reference, "Warn", warning);
  }

  private void complete(String reference) throws Exception {
    bridge(reference, "Return", new byte[0]);
  }

  private static <T> T soon(Future<T> end) throws Exception {
    return end.get(END.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Test
  void whoAsksBeforeTheBuildIsToldOfItAndOfItsEnd() throws Exception {
    Future<List<String>> status = start(() -> status("early"));
    Future<byte[]> solve = solve("early");
    warn("early", "first");
    warn("early", "second");
    complete("early");
    soon(solve);
    assertThat(soon(status)).containsExactly("first", "second");
  }

  @Test
  void whoAsksDuringTheBuildIsToldFromItsBeginning() throws Exception {
    Future<byte[]> solve = solve("during");
    warn("during", "first");
    Future<List<String>> status = start(() -> status("during"));
    warn("during", "second");
    complete("during");
    soon(solve);
    assertThat(soon(status)).containsExactly("first", "second");
  }

  @Test
  void whoAsksWhenTheBuildIsOverIsToldTheSame() throws Exception {
    Future<byte[]> solve = solve("late");
    warn("late", "only");
    complete("late");
    soon(solve);
    assertThat(soon(start(() -> status("late")))).containsExactly("only");
    assertThat(soon(start(() -> status("late")))).containsExactly("only");
  }

  @Test
  void theProgressOfManyShortBuildsEndsWithThem() throws Exception {
    var ends = new ArrayList<Future<List<String>>>();
    for (int i = 0; i < 100; i++) {
      String reference = "short" + i;
      Future<byte[]> solve = solve(reference);
      ends.add(
          start(() -> {
            warn(reference, reference);
            complete(reference);
            solve.get();
            return status(reference);
          }));
      ends.add(start(() -> status(reference)));
    }
    for (int i = 0; i < ends.size(); i++) {
      assertThat(ends.get(i).get()).containsExactly("short" + i / 2);
    }
  }

  @Test
  void failedBuildsEndTheirProgressToo() throws Exception {
    Future<byte[]> solve = solve("failed");
    byte[] error = new WireWriter().number(1, NOT_FOUND).text(2, "gone").encode();
    bridge("failed", "Return", new WireWriter().message(2, error).encode());
    assertThatThrownBy(() -> soon(solve)).rootCause().hasMessage("gone");
    assertThat(soon(start(() -> status("failed")))).isEmpty();
  }

  @Test
  void buildsThatNeverComeAreNotFound() {
    byte[] request = new WireWriter().text(1, "never").encode();
    assertThatThrownBy(
            () -> client.grpc().call(CONTROL + "Status", request, Duration.ofMillis(300)))
        .isInstanceOf(GrpcException.class)
        .hasMessageNotContaining("UNKNOWN");
  }
}
