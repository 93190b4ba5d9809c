package io.drydock.linux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.linux.sandbox.Bpf.Instruction;
import io.drydock.linux.syscall.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program's verdicts, by running it as the kernel would. */
class SeccompProfileTest {
  private static final int ALLOW = 0x7fff0000;
  private static final int EPERM = 0x00050001;
  private static final int ENOSYS = 0x00050026;
  private static final int KILL = 0x80000000;
  private static final int AMD64 = 0xc000003e;

  private static final List<Instruction> PROGRAM = SeccompProfile.program(Architecture.AMD64);

  @ParameterizedTest
  @CsvSource({
    "AMD64,0xc000003e,1",
    "AMD64,0x40000003,2",
    "ARM64,0xc00000b7,3",
    "ARM64,0x40000028,4"
  })
  void exactlyTheListedCallsPass(Architecture host, String audit, int column) throws IOException {
    List<Instruction> program = SeccompProfile.program(host);
    int convention = (int) Long.parseLong(audit.substring(2), 16);
    Map<Integer, String> listed = listed(column);
    for (int number = 0; number < 1024; number++) {
      int verdict = run(program, convention, number, 0);
      if (!listed.containsKey(number)) {
        assertThat(verdict).as("call %d", number).isEqualTo(EPERM);
      } else if (listed.get(number).equals("clone3")) {
        assertThat(verdict).isEqualTo(ENOSYS);
      } else {
        assertThat(verdict).as(listed.get(number)).isEqualTo(ALLOW);
      }
    }
  }

  @Test
  void cloneMakesNoNamespaces() {
    int clone = 56;
    assertThat(run(PROGRAM, AMD64, clone, 0x01200011)).isEqualTo(ALLOW);
    for (int flag :
        new int[] {0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000}) {
      assertThat(run(PROGRAM, AMD64, clone, 0x11 | flag)).isEqualTo(EPERM);
    }
  }

  @Test
  void socketsToTheMachineAboveAreRefused() {
    int socket = 41;
    assertThat(run(PROGRAM, AMD64, socket, 2)).isEqualTo(ALLOW);
    assertThat(run(PROGRAM, AMD64, socket, 40)).isEqualTo(EPERM);
    assertThat(run(PROGRAM, AMD64, socket, 40 | 1L << 32))
        .as("only 32 bits count")
        .isEqualTo(EPERM);
  }

  @Test
  void personalitiesAreAFew() {
    int personality = 135;
    for (long allowed : new long[] {0, 8, 0x20000, 0x20008, 0xffffffffL}) {
      assertThat(run(PROGRAM, AMD64, personality, allowed)).isEqualTo(ALLOW);
    }
    assertThat(run(PROGRAM, AMD64, personality, 0x0040000)).isEqualTo(EPERM);
  }

  @Test
  void otherConventionsAreRefused() {
    assertThat(run(PROGRAM, 0xc00000b7, 0, 0)).isEqualTo(KILL);
    assertThat(run(PROGRAM, AMD64, 0x40000000 | 1, 0)).as("x32").isNotEqualTo(ALLOW);
  }

  @Test
  void theProgramIsShort() {
    assertThat(PROGRAM).hasSizeLessThan(600);
  }

  private static Map<Integer, String> listed(int column) throws IOException {
    var listed = new HashMap<Integer, String>();
    try (InputStream list =
        Objects.requireNonNull(SeccompProfile.class.getResourceAsStream("seccomp-profile.txt"))) {
      new String(list.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .filter(columns -> !columns[column].equals("-"))
          .forEach(columns -> listed.put(Integer.valueOf(columns[column]), columns[0]));
    }
    assertThat(listed).hasSizeGreaterThan(200);
    return listed;
  }

  /** A classic BPF machine, as far as the program needs one. */
  private static int run(List<Instruction> program, int audit, int number, long argument) {
    int accumulator = 0;
    int at = 0;
    while (true) {
      Instruction instruction = program.get(at++);
      int operand = instruction.operand();
      switch (instruction.code()) {
        case 0x20 ->
            accumulator =
                switch (operand) {
                  case 0 -> number;
                  case 4 -> audit;
                  case 16 -> (int) argument;
                  default -> throw new AssertionError("load of " + operand);
                };
        case 0x06 -> {
          return operand;
        }
        case 0x05 -> at += operand;
        case 0x15 -> at += accumulator == operand ? instruction.ifTrue() : instruction.ifFalse();
        case 0x35 ->
            at +=
                Integer.compareUnsigned(accumulator, operand) >= 0
                    ? instruction.ifTrue()
                    : instruction.ifFalse();
        case 0x45 ->
            at += (accumulator & operand) != 0 ? instruction.ifTrue() : instruction.ifFalse();
        default -> throw new AssertionError("code " + instruction.code());
      }
      assertThat(instruction.ifTrue()).isBetween(0, 255);
      assertThat(instruction.ifFalse()).isBetween(0, 255);
    }
  }
}
