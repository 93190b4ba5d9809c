package io.drydock.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.container.ContainerSettings.StandardStreams;
import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.engine.runtime.ExecOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The standard streams of containers and of further commands in them. */
@Timeout(60)
class StreamsTest {
  private static final AttachOptions ALL = new AttachOptions(true, true, true, false, true, "");
  private static final ConsoleSize NO_SIZE = new ConsoleSize(0, 0);
  private EngineBox box;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    box = EngineBox.open(directory);
  }

  @AfterEach
  void close() {
    if (box != null) {
      box.close();
    }
  }

  @Test
  void whoAttachesBeforeTheStartGetsAllFromTheFirstByteOn() throws Exception {
    String id = box.create(EngineBox.shell("echo out; echo err >&2"));
    var collected = new Collected();
    box.containers().attach(id, ALL, collected);

    box.containers().start(id);

    assertThat(collected.awaitEnd()).isTrue();
    assertThat(collected.out()).isEqualTo("out\n");
    assertThat(collected.err()).isEqualTo("err\n");
  }

  /** What was written before and what comes from now on meet without a gap. */
  @Test
  void whoAttachesToARunningContainerWithItsLogGetsEachLineOnce() throws Exception {
    String script =
        """
        i=0; while [ $i -lt 5000 ]; do echo $i; i=$((i+1)); done
        read word; echo "heard $word"
        """;
    String id = box.start(withStreams(EngineBox.shell(script), false, true, false));
    var collected = new Collected();
    var logged = new AttachOptions(true, true, true, true, true, "");
    try (Attachment attachment = box.containers().attach(id, logged, collected)) {
      collected.awaitOut(each -> each.contains("4999\n"));
      attachment.write(bytes("this\n"));
      assertThat(collected.awaitEnd()).isTrue();
    }
    String numbers =
        IntStream.range(0, 5000).mapToObj(each -> each + "\n").collect(Collectors.joining());
    assertThat(collected.out()).isEqualTo(numbers + "heard this\n");
  }

  @Test
  void standardInputEndsWithItsClientWhereThatIsAsked() throws Exception {
    String id = box.create(withStreams(EngineBox.spec("cat"), false, true, true));
    var collected = new Collected();
    Attachment attachment = box.containers().attach(id, ALL, collected);
    box.containers().start(id);
    String text = "a line of input\n".repeat(20_000);

    attachment.write(bytes(text));
    attachment.closeInput();

    assertThat(box.await(id)).isZero();
    assertThat(collected.awaitEnd()).isTrue();
    assertThat(collected.out()).isEqualTo(text);
  }

  @Test
  void standardInputStaysOpenForTheNextClientWhereThatIsAsked() throws Exception {
    String id = box.start(withStreams(EngineBox.spec("cat"), false, true, false));
    for (String text : List.of("first", "second")) {
      var collected = new Collected();
      try (Attachment attachment = box.containers().attach(id, ALL, collected)) {
        attachment.write(bytes(text + "\n"));
        assertThat(collected.awaitOut(each -> each.contains("\n"))).isEqualTo(text + "\n");
        attachment.closeInput();
      }
      assertThat(collected.awaitEnd()).isTrue();
    }
    assertThat(box.containers().get(id).isRunning()).isTrue();
  }

  @Test
  void aTerminalHasTheSizeThatItIsToldAndDetachKeysLeaveIt() throws Exception {
    String id = box.start(withStreams(EngineBox.spec("sh"), true, true, false));
    var collected = new Collected();
    Attachment attachment = box.containers().attach(id, ALL, collected);
    box.containers().resize(id, new ConsoleSize(33, 101));

    attachment.write(bytes("sleep 0.2; stty size\n"));

    assertThat(collected.awaitOut(each -> each.contains("33 101"))).contains("33 101");
    attachment.write(ByteBuffer.wrap(new byte[] {16, 17}));
    assertThat(collected.awaitEnd()).isTrue();
    assertThat(box.containers().get(id).isRunning()).isTrue();
  }

  @Test
  void aFurtherCommandHasItsOwnStreamsAndExitCode() throws Exception {
    String id = box.start(EngineBox.spec("sleep", "100"));
    String exec =
        box.containers().createExec(id, exec(true, "sh", "-c", "cat; echo e >&2; exit 5"));
    var collected = new Collected();

    Attachment attachment = box.containers().startExec(exec, collected);
    attachment.write(bytes("given"));
    attachment.closeInput();

    assertThat(collected.awaitEnd()).isTrue();
    assertThat(collected.out()).isEqualTo("given");
    assertThat(collected.err()).isEqualTo("e\n");
    assertThat(box.containers().exec(exec).exitCode()).hasValue(5);
  }

  @Test
  void aDetachedCommandRunsAndIsSeenToEnd() throws Exception {
    String id = box.start(EngineBox.spec("sleep", "100"));
    String exec = box.containers().createExec(id, exec(false, "sh", "-c", "sleep 0.5; exit 4"));

    box.containers().startExecDetached(exec);

    assertThat(box.containers().exec(exec).running()).isTrue();
    assertThat(box.containers().get(id).execIds()).containsExactly(exec);
    for (int i = 0; i < 100 && box.containers().exec(exec).running(); i++) {
      Thread.sleep(50);
    }
    assertThat(box.containers().exec(exec).exitCode()).hasValue(4);
  }

  @Test
  void aFurtherCommandThatIsNotThereHasExitCode127() {
    String id = box.start(EngineBox.spec("sleep", "100"));
    String exec = box.containers().createExec(id, exec(false, "nosuch"));
    var collected = new Collected();

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> box.containers().startExec(exec, collected)))
        .hasMessageContaining("executable file not found");
    assertThat(box.containers().exec(exec).exitCode()).hasValue(127);
  }

  private static ExecRequest exec(boolean input, String... command) {
    var options = new ExecOptions(List.of(command), List.of(), "", "", false, false, NO_SIZE);
    return new ExecRequest(options, input, true, true, "");
  }

  private static ContainerSpec withStreams(
      ContainerSpec spec, boolean tty, boolean open, boolean once) {
    var streams = new StandardStreams(open, true, true, tty, open, once);
    return spec.withSettings(spec.settings().withStreams(streams));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
