package io.drydock.linux.emulation;

import java.util.Locale;
import java.util.Optional;

/**
 * A processor that QEMU emulates, and how the kernel tells its programs (elf(5)).
 *
 * @param architecture as Go names it: {@code arm64}
 * @param qemu as QEMU names it: {@code aarch64}
 * @param bits 32 or 64
 * @param machine of the ELF header
 */
record Processor(String architecture, String qemu, int bits, boolean bigEndian, int machine) {
  private static final Processor[] ALL = {
    new Processor("amd64", "x86_64", 64, false, 62),
    new Processor("386", "i386", 32, false, 3),
    new Processor("arm64", "aarch64", 64, false, 183),
    new Processor("arm", "arm", 32, false, 40),
    new Processor("riscv64", "riscv64", 64, false, 243),
    new Processor("ppc64le", "ppc64le", 64, false, 21),
    new Processor("s390x", "s390x", 64, true, 22),
    new Processor("mips64le", "mips64el", 64, false, 8),
    new Processor("loong64", "loongarch64", 64, false, 258)
  };

  /** Bytes of an ELF header that tell what a program is for. */
  static final int HEADER = 20;

  private static final int TYPE = 16;
  private static final int EXECUTABLE = 2;
  private static final int MACHINE = 18;

  static Optional<Processor> of(String architecture) {
    for (Processor each : ALL) {
      if (each.architecture.equals(architecture)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The beginning of an executable program. */
  byte[] header() {
    byte[] header = new byte[HEADER];
    header[0] = 0x7f;
    header[1] = 'E';
    header[2] = 'L';
    header[3] = 'F';
    header[4] = (byte) (bits / 32);
    header[5] = (byte) (bigEndian ? 2 : 1);
    header[6] = 1;
    header[TYPE + (bigEndian ? 1 : 0)] = EXECUTABLE;
    header[MACHINE + (bigEndian ? 1 : 0)] = (byte) machine;
    header[MACHINE + (bigEndian ? 0 : 1)] = (byte) (machine >> 8);
    return header;
  }

  /** The line that has the kernel run such programs through the interpreter, opened right away. */
  String registration(String interpreter) {
    var mask = new StringBuilder();
    for (int i = 0; i < HEADER; i++) {
      boolean kind = i == TYPE + (bigEndian ? 1 : 0);
      // Any system, and shared objects (type 3) as well: programs are linked so to be loaded
      // anywhere.
      mask.append(i == 7 ? "\\x00" : kind ? "\\xfe" : "\\xff");
    }
    var magic = new StringBuilder();
    for (byte each : header()) {
      magic.append(String.format(Locale.ROOT, "\\x%02x", each & 0xff));
    }
    return ":qemu-" + qemu + ":M::" + magic + ":" + mask + ":" + interpreter + ":F";
  }
}
