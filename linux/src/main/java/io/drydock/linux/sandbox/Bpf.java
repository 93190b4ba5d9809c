package io.drydock.linux.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * Pieces of a classic BPF program for seccomp. A piece is a list of instructions that works
 * wherever it is put, since its jumps are relative and every path through it ends in a verdict.
 */
final class Bpf {
  /** Offsets in {@code struct seccomp_data}. */
  static final int NUMBER = 0;

  static final int ARCHITECTURE = 4;
  static final int ARGUMENTS = 16;

  static final int ALLOW = 0x7fff0000;
  static final int KILL_PROCESS = 0x80000000;

  private static final int LOAD_WORD = 0x20;
  private static final int RETURN = 0x06;
  private static final int JUMP = 0x05;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int MAX_SHORT_JUMP = 255;

  private Bpf() {}

  /**
   * One instruction.
   *
   * @param ifTrue and {@code ifFalse}: how many instructions to skip then
   */
  record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

  /** A verdict: the call fails with the error number. */
  static int errno(int number) {
    return 0x00050000 | number;
  }

  static List<Instruction> verdict(int verdict) {
    return List.of(new Instruction(RETURN, 0, 0, verdict));
  }

  /** Loads a word of {@code struct seccomp_data} for what follows. */
  static List<Instruction> load(int offset, List<Instruction> then) {
    return concat(List.of(new Instruction(LOAD_WORD, 0, 0, offset)), then);
  }

  /**
   * The low word of an argument. The kernel reads no more of an argument that is an int, so nothing
   * slips through in the high one.
   */
  static List<Instruction> loadArgument(int index, List<Instruction> then) {
    return load(ARGUMENTS + 8 * index, then);
  }

  static List<Instruction> ifEqual(int value, List<Instruction> yes, List<Instruction> no) {
    return branch(JUMP_IF_EQUAL, value, yes, no);
  }

  /** Unsigned. */
  static List<Instruction> ifAtLeast(int value, List<Instruction> yes, List<Instruction> no) {
    return branch(JUMP_IF_AT_LEAST, value, yes, no);
  }

  static List<Instruction> ifAnyBit(int bits, List<Instruction> yes, List<Instruction> no) {
    return branch(JUMP_IF_ANY_BIT, bits, yes, no);
  }

  private static List<Instruction> branch(
      int code, int operand, List<Instruction> yes, List<Instruction> no) {
    if (no.size() <= MAX_SHORT_JUMP) {
      return concat(List.of(new Instruction(code, no.size(), 0, operand)), no, yes);
    }
    return concat(
        List.of(new Instruction(code, 0, 1, operand), new Instruction(JUMP, 0, 0, no.size())),
        no,
        yes);
  }

  @SafeVarargs
  private static List<Instruction> concat(List<Instruction>... pieces) {
    var all = new ArrayList<Instruction>();
    for (List<Instruction> piece : pieces) {
      all.addAll(piece);
    }
    return all;
  }
}
