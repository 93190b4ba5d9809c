package io.drydock.linux.mount;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.HostSupport;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Mounts overlayfs so that its upper directory can be taken for a layer: a renamed directory is
 * copied up whole (redirect_dir=off), a changed mode copies the file (metacopy=off), and no origin
 * of another host's file system is looked for (index=off, xino=off).
 *
 * @param lower lowest first; at least one
 * @param upper and {@code work}: on one file system
 * @param durable whether what programs sync is synced; else it is not (volatile), and whoever keeps
 *     the upper directory syncs it once
 */
public record Overlay(List<Path> lower, Path upper, Path work, boolean durable) {
  /** What the kernel allows, {@code OVL_MAX_STACK}. */
  public static final int MAX_LAYERS = 500;

  private static final List<String> OFF_UNPRIVILEGED = List.of("index", "xino");
  private static final List<String> OFF = List.of("redirect_dir", "metacopy", "index", "xino");

  /**
   * Keeps overlayfs's own notes in attributes that anybody may set, for user namespaces. Redirected
   * directories and copies of metadata alone are off then, and may not be mentioned.
   */
  private static final String UNPRIVILEGED = "userxattr";

  /** One page less the final zero: what {@code mount(2)} takes. */
  private static final int MAX_OPTIONS = 4095;

  /** One that is not durable, for the time of a build step. */
  public Overlay(List<Path> lower, Path upper, Path work) {
    this(lower, upper, work, false);
  }

  public Overlay {
    lower = withoutRepetitions(lower);
    if (lower.size() > MAX_LAYERS) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          lower.size() + " layers are more than the " + MAX_LAYERS + " that overlayfs can stack",
          null,
          "copy the image into one layer with FROM scratch and COPY --from",
          null);
    }
  }

  /**
   * Each layer once, where it is highest: the kernel refuses to stack a directory twice, and what
   * the lower one holds would be hidden by the same thing above it anyway.
   */
  private static List<Path> withoutRepetitions(List<Path> lower) {
    return List.copyOf(new LinkedHashSet<>(lower.reversed())).reversed();
  }

  /**
   * The overlay as a mount attached nowhere. Kernels from 6.8 take layers one by one, however many;
   * for older ones all paths go into one page of options, shortened by links.
   *
   * @param scratch an empty directory for those links, on a file system of the caller's own
   */
  public Fd mount(Path scratch, HostSupport host) {
    boolean unprivileged = host.inUserNamespace();
    return host.kernel().isAtLeast(6, 8)
        ? mountByParts(unprivileged)
        : mountWithOptions(scratch, unprivileged);
  }

  private Fd mountByParts(boolean unprivileged) {
    var opened = new ArrayList<Fd>();
    try (NewMount overlay = NewMount.of("overlay")) {
      for (Path layer : lower.reversed()) {
        overlay.option("lowerdir+", value(layer, opened));
      }
      if (unprivileged) {
        overlay.flag(UNPRIVILEGED);
      }
      for (String option : unprivileged ? OFF_UNPRIVILEGED : OFF) {
        overlay.option(option, "off");
      }
      overlay.option("upperdir", value(upper, opened)).option("workdir", value(work, opened));
      if (!durable) {
        overlay.flag("volatile");
      }
      return overlay.mount(MountAttributes.NONE);
    } finally {
      opened.forEach(Fd::close);
    }
  }

  /** The path, or a short way to it when it is longer than an option may be. */
  private static String value(Path path, List<Fd> opened) {
    String text = path.toString();
    if (text.getBytes(StandardCharsets.UTF_8).length < NewMount.MAX_VALUE) {
      return text;
    }
    Fd directory = openPath(path);
    opened.add(directory);
    return directory.path();
  }

  /**
   * {@code mount(2)} with one string of options, as kernels before 6.8 want it. The options name
   * links in the scratch directory, which becomes the working directory meanwhile: so nothing in a
   * path needs escaping, and hundreds of layers fit.
   */
  private Fd mountWithOptions(Path scratch, boolean unprivileged) {
    String options = shortOptions(scratch, unprivileged);
    if (options.length() > MAX_OPTIONS) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          lower.size() + " layers are more than this kernel can mount; it needs Linux 6.8");
    }
    Path target = scratch.resolve("m");
    check(FileCalls.makeDirectory(FileCalls.CWD, target.toString(), 0700), "make", target);
    try (Arena arena = Arena.ofConfined()) {
      long directory = arena.allocateFrom(scratch.toString()).address();
      check(Kernel.call(SystemCall.CHDIR, directory), "change to", scratch);
      long type = arena.allocateFrom("overlay").address();
      long here = arena.allocateFrom("m").address();
      long data = arena.allocateFrom(options).address();
      check(Kernel.call(SystemCall.MOUNT, type, here, type, 0, data), "mount overlay on", target);
    }
    return Mounts.copyOf(target.toString(), false);
  }

  private String shortOptions(Path scratch, boolean unprivileged) {
    var options = new StringBuilder("lowerdir=");
    for (int i = lower.size() - 1; i >= 0; i--) {
      String name = Integer.toString(i, Character.MAX_RADIX);
      link(scratch.resolve("l" + name), lower.get(i));
      options.append('l').append(name).append(i == 0 ? "" : ":");
    }
    link(scratch.resolve("u"), upper);
    link(scratch.resolve("w"), work);
    options.append(",upperdir=u,workdir=w").append(durable ? "" : ",volatile");
    if (unprivileged) {
      options.append(',').append(UNPRIVILEGED);
    }
    for (String option : unprivileged ? OFF_UNPRIVILEGED : OFF) {
      options.append(',').append(option).append("=off");
    }
    return options.toString();
  }

  private static void link(Path link, Path target) {
    check(FileCalls.symlink(target.toString(), FileCalls.CWD, link.toString()), "make", link);
  }

  private static void check(long result, String action, Path path) {
    if (result < 0) {
      throw new LinuxException(action + " \"" + path + "\"", (int) -result);
    }
  }

  private static Fd openPath(Path path) {
    long fd = FileCalls.open(FileCalls.CWD, path.toString(), Open.PATH | Open.DIRECTORY, 0);
    return new Fd((int) Kernel.check(fd, SystemCall.OPENAT, "\"" + path + "\""));
  }
}
