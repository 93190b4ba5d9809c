package io.drydock.build.run;

import io.drydock.build.plan.Operation.ExtraHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files by which a command finds hosts. They are in no layer. */
public final class NetworkFiles {
  private static final Path HOST_RESOLVER = Path.of("/etc/resolv.conf");

  private NetworkFiles() {}

  /**
   * {@code /etc/hosts} and {@code /etc/resolv.conf}, by path. The command has the host's network,
   * so the host's name servers serve it too, also those on a loopback address.
   */
  public static Map<String, byte[]> of(String hostname, List<ExtraHost> extraHosts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("/etc/hosts", hosts(hostname, extraHosts));
    try {
      files.put("/etc/resolv.conf", Files.readAllBytes(HOST_RESOLVER));
    } catch (IOException e) {
      // A host without name servers gives its commands none.
      files.put("/etc/resolv.conf", new byte[0]);
    }
    return files;
  }

  private static byte[] hosts(String hostname, List<ExtraHost> extraHosts) {
    var text = new StringBuilder();
    text.append("127.0.0.1\tlocalhost ").append(hostname).append('\n');
    text.append("::1\tlocalhost ip6-localhost ip6-loopback\n");
    for (ExtraHost each : extraHosts) {
      text.append(each.address()).append('\t').append(each.name()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
