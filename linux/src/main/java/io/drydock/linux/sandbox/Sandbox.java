package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.HostSupport;
import io.drydock.linux.Identities;
import io.drydock.linux.Isolation;
import io.drydock.linux.syscall.LinuxException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/** Runs commands as their {@link SandboxSpec} says. */
public final class Sandbox {
  private Sandbox() {}

  /**
   * How the command ended.
   *
   * @param exitCode of the command, or 128 + {@code signal}
   * @param signal that ended it, or 0
   * @param outOfMemory whether the kernel has killed processes for want of memory, and the command
   *     seems to be one of them
   */
  public record Result(int exitCode, int signal, boolean outOfMemory) {}

  /**
   * Does ahead what the first command of a process costs once: about a tenth of a second, which can
   * pass while something else is awaited. Any thread may, or none.
   */
  public static void prepare() {
    if (HostSupport.detect().isolation() == Isolation.CHROOT) {
      return;
    }
    Watchdog.instance();
    SeccompFilter.prepare();
    LinuxException.load();
  }

  /**
   * Starts the command with nothing on its standard input. What it prints goes to the two streams,
   * each written by a thread of its own. Every process it leaves is killed when it ends, and all
   * are when this process ends, however that comes.
   *
   * @throws CommandStartException when the command cannot be found or executed
   * @throws io.drydock.core.DrydockException when the sandbox cannot be made; UNSUPPORTED, with
   *     what to do, when not on this host
   */
  public static Running start(SandboxSpec spec, OutputStream stdout, OutputStream stderr) {
    return start(spec, HostSupport.detect(), StreamChannels::withoutInput, stdout, stderr);
  }

  /**
   * As {@link #start(SandboxSpec, OutputStream, OutputStream)}; it sees {@code stdin} to its end.
   */
  public static Running start(
      SandboxSpec spec, InputStream stdin, OutputStream stdout, OutputStream stderr) {
    return start(spec, HostSupport.detect(), () -> StreamChannels.withInput(stdin), stdout, stderr);
  }

  /**
   * As {@link #start(SandboxSpec, InputStream, OutputStream, OutputStream)}, shut in as it is said
   * and not as this host allows best. {@link Isolation#CHROOT} needs a {@link
   * SandboxSpec.Root.Directory}, and mounts whose sources nobody else uses.
   *
   * @param isolation one that {@link HostSupport} has found possible
   */
  public static Running start(
      Isolation isolation,
      SandboxSpec spec,
      InputStream stdin,
      OutputStream stdout,
      OutputStream stderr) {
    HostSupport host = HostSupport.detect();
    return start(isolation, host, spec, () -> StreamChannels.withInput(stdin), stdout, stderr);
  }

  /**
   * As the one that is told how to shut in, but the command gets this process's own standard
   * streams: a terminal, if they are one.
   */
  public static Running startOnTerminal(Isolation isolation, SandboxSpec spec) {
    return start(
        isolation,
        HostSupport.detect(),
        spec,
        StreamChannels::ofThisProcess,
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream());
  }

  /** The ways that the host's kernel allows are taken. */
  static Running start(
      SandboxSpec spec,
      HostSupport host,
      Supplier<StreamChannels> channels,
      OutputStream stdout,
      OutputStream stderr) {
    return start(host.isolation(), host, spec, channels, stdout, stderr);
  }

  private static Running start(
      Isolation isolation,
      HostSupport host,
      SandboxSpec spec,
      Supplier<StreamChannels> channels,
      OutputStream stdout,
      OutputStream stderr) {
    if (host.identities() == Identities.ONE && spec.user().uid() != 0) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "user " + spec.user().uid() + " cannot be had here: this user has no subordinate ids",
          null,
          "give the user a line in /etc/subuid and one in /etc/subgid, as with"
              + " \"usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER\"",
          null);
    }
    // Before there are pipes: it would inherit their ends, and a command never see its input end.
    Watchdog.instance();
    StreamChannels opened = channels.get().ownedBy(spec.user());
    return switch (isolation) {
      case NAMESPACES, ROOTLESS -> new SandboxStart(spec, host, opened).start(stdout, stderr);
      case CHROOT -> new ChrootStart(spec, opened).start(stdout, stderr);
      case OCI -> new RuntimeStart(spec, host, opened).start(stdout, stderr);
    };
  }

  /** A command under way. */
  public interface Running {
    /**
     * Waits for the end of the command and of its output. A thread that is interrupted meanwhile
     * kills the command and waits until it is gone.
     *
     * @throws io.drydock.core.DrydockException when what the command printed could not be written
     */
    Result await() throws InterruptedException;

    /** Kills the command and all it started. */
    void kill();
  }
}
