package io.drydock.linux.sandbox;

import io.drydock.linux.sandbox.Bpf.Instruction;
import io.drydock.linux.syscall.Architecture;
import io.drydock.linux.syscall.Errno;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Docker's default seccomp profile, for a container with Docker's default capabilities, as a
 * program: what is on the list passes, everything else fails with EPERM. Numbers are searched by
 * halves, which keeps both the installation and every call cheap.
 *
 * <p>See <a href="https://docs.docker.com/engine/security/seccomp/">Docker's documentation</a>.
 */
final class SeccompProfile {
  private static final String RESOURCE = "seccomp-profile.txt";

  /** The flags of {@code clone(2)} that make namespaces. */
  private static final int NAMESPACE_FLAGS = 0x7e020000;

  /** A family of sockets that reaches the host of a virtual machine. */
  private static final int AF_VSOCK = 40;

  /** Linux, Linux with 32-bit {@code uname}, and both without address randomisation; a query. */
  private static final List<Integer> PERSONALITIES = List.of(0, 8, 0x20000, 0x20008, -1);

  /** Calls of the x32 convention have this bit; no kernel in use offers them. */
  private static final int X32 = 0x40000000;

  private static final List<Instruction> ALLOWED = Bpf.verdict(Bpf.ALLOW);
  private static final List<Instruction> REFUSED = Bpf.verdict(Bpf.errno(Errno.EPERM.number()));
  private static final List<Instruction> UNKNOWN = Bpf.verdict(Bpf.errno(Errno.ENOSYS.number()));

  /**
   * A set of system call numbers.
   *
   * @param audit the kernel's word for it, {@code AUDIT_ARCH_…}
   * @param column in the resource
   */
  private record Convention(int audit, int column) {
    static final Convention AMD64 = new Convention(0xc000003e, 1);
    static final Convention I386 = new Convention(0x40000003, 2);
    static final Convention ARM64 = new Convention(0xc00000b7, 3);
    static final Convention ARM = new Convention(0x40000028, 4);
  }

  /**
   * The numbers from one on that meet the same fate.
   *
   * @param from inclusive, to the next interval's
   */
  private record Interval(int from, List<Instruction> fate) {}

  private SeccompProfile() {}

  /** The program for programs of the architecture, and for those of its 32-bit predecessor. */
  static List<Instruction> program(Architecture architecture) {
    return switch (architecture) {
      case AMD64 -> program(Convention.AMD64, Convention.I386);
      case ARM64 -> program(Convention.ARM64, Convention.ARM);
    };
  }

  private static List<Instruction> program(Convention main, Convention compatible) {
    List<Instruction> other =
        Bpf.ifEqual(compatible.audit(), search(compatible), Bpf.verdict(Bpf.KILL_PROCESS));
    return Bpf.load(Bpf.ARCHITECTURE, Bpf.ifEqual(main.audit(), search(main), other));
  }

  private static List<Instruction> search(Convention convention) {
    List<Interval> intervals = intervals(fates(convention));
    return Bpf.load(Bpf.NUMBER, search(intervals));
  }

  private static List<Instruction> search(List<Interval> intervals) {
    if (intervals.size() == 1) {
      return intervals.getFirst().fate();
    }
    int middle = intervals.size() / 2;
    return Bpf.ifAtLeast(
        intervals.get(middle).from(),
        search(intervals.subList(middle, intervals.size())),
        search(intervals.subList(0, middle)));
  }

  /** The names of all calls that are on the list, with or without conditions. */
  static List<String> names() {
    return lines().stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
  }

  private static List<Interval> intervals(Map<Integer, List<Instruction>> fates) {
    var intervals = new ArrayList<Interval>();
    intervals.add(new Interval(0, REFUSED));
    int next = 0;
    for (var entry : fates.entrySet()) {
      if (entry.getKey() > next) {
        begin(intervals, next, REFUSED);
      }
      begin(intervals, entry.getKey(), entry.getValue());
      next = entry.getKey() + 1;
    }
    begin(intervals, next, REFUSED);
    return intervals;
  }

  private static void begin(List<Interval> intervals, int from, List<Instruction> fate) {
    if (intervals.getLast().fate().equals(fate)) {
      return;
    }
    if (intervals.getLast().from() == from) {
      intervals.removeLast();
    }
    intervals.add(new Interval(from, fate));
  }

  private static Map<Integer, List<Instruction>> fates(Convention convention) {
    var fates = new TreeMap<Integer, List<Instruction>>();
    for (String line : lines()) {
      String[] columns = line.split(" ");
      String number = columns[convention.column()];
      if (!number.equals("-")) {
        fates.put(Integer.valueOf(number), fate(columns[0]));
      }
    }
    if (convention.equals(Convention.AMD64)) {
      fates.put(X32, UNKNOWN);
    }
    return fates;
  }

  private static List<Instruction> fate(String name) {
    return switch (name) {
      case "clone" -> Bpf.loadArgument(0, Bpf.ifAnyBit(NAMESPACE_FLAGS, REFUSED, ALLOWED));
      // Its flags are in memory, out of a filter's reach; the C library then takes clone.
      case "clone3" -> UNKNOWN;
      case "socket" -> Bpf.loadArgument(0, Bpf.ifEqual(AF_VSOCK, REFUSED, ALLOWED));
      case "personality" -> Bpf.loadArgument(0, personality());
      default -> ALLOWED;
    };
  }

  private static List<Instruction> personality() {
    List<Instruction> piece = REFUSED;
    for (int value : PERSONALITIES) {
      piece = Bpf.ifEqual(value, ALLOWED, piece);
    }
    return piece;
  }

  private static List<String> lines() {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SeccompProfile.class.getResourceAsStream(RESOURCE)),
                StandardCharsets.US_ASCII))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
