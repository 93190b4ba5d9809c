package io.drydock.engine.network.nft;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.network.NetworkNamespace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command {@code nft}, which changes rules in one transaction: all of a script or nothing. */
public final class Nft {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/nft"), Path.of("/sbin/nft"), Path.of("/usr/local/sbin/nft"));

  private Nft() {}

  /**
   * Runs a script in a namespace.
   *
   * @throws DrydockException of kind UNSUPPORTED without nftables, INTERNAL when the kernel refuses
   */
  public static void run(NetworkNamespace where, String script) {
    where.call(() -> {
      run(script);
      return true;
    });
  }

  private static void run(String script) throws IOException {
    Process process = new ProcessBuilder(command(), "-f", "-").redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended before it had read everything: what it says tells why.
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitCode(process) != 0) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "nft refused the rules of the engine: " + said.strip());
    }
  }

  private static int exitCode(Process process) {
    boolean interrupted = false;
    while (true) {
      try {
        int code = process.waitFor();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return code;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static String command() {
    return PLACES.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new DrydockException(ErrorKind.UNSUPPORTED, "nft is not installed")
                .withHint("Networks need nftables: apt-get install nftables."))
        .toString();
  }
}
