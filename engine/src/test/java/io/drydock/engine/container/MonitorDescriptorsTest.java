package io.drydock.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A monitor outlives the engine that started it. If it had inherited the engine's socket, the next
 * engine would find one that takes connections and never answers.
 */
@Timeout(60)
class MonitorDescriptorsTest {
  @Test
  void monitorsInheritNothingThatTheEngineHasOpen(@TempDir Path directory) throws Exception {
    try (var box = EngineBox.open(directory);
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(directory.resolve("s")));
      String id = box.start(EngineBox.spec("sleep", "1000"));
      String bundle = directory.resolve("run/bundles").resolve(id).toString();
      Set<String> engines = open(ProcessHandle.current());
      assertThat(engines).anyMatch(each -> each.startsWith("socket:"));
      Set<String> monitors = open(monitor(bundle));
      monitors.remove("/dev/null");
      assertThat(monitors).isNotEmpty().doesNotContainAnyElementsOf(engines);
    }
  }

  private static ProcessHandle monitor(String bundle) throws IOException {
    String pid = Files.readString(Path.of(bundle, Monitor.PID_FILE)).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /** What its descriptors stand for: paths, and numbers of sockets and pipes. */
  private static Set<String> open(ProcessHandle process) throws IOException {
    var all = new TreeSet<String>();
    Path folder = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder)) {
      for (Path each : descriptors) {
        try {
          all.add(Files.readSymbolicLink(each).toString());
        } catch (NoSuchFileException e) {
          // Closed by now.
        }
      }
    }
    all.removeIf(each -> each.startsWith("anon_inode:"));
    return all;
  }
}
