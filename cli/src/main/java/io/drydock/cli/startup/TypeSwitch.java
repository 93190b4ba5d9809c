package io.drydock.cli.startup;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of several types a value is of, as {@link java.lang.runtime.SwitchBootstraps#typeSwitch}
 * says: {@code int typeSwitch(Object value, int from)} is the first match from an index on, -1 for
 * null, and the number of types when none matches.
 */
record TypeSwitch(List<ClassEntry> types) {
  private static final int VALUE = 0;
  private static final int FROM = 1;

  /** A switch over these labels; empty when one of them is no type. */
  static Optional<TypeSwitch> of(List<LoadableConstantEntry> labels) {
    var types = new ArrayList<ClassEntry>();
    for (LoadableConstantEntry each : labels) {
      if (!(each instanceof ClassEntry type)) {
        return Optional.empty();
      }
      types.add(type);
    }
    return Optional.of(new TypeSwitch(List.copyOf(types)));
  }

  void emit(CodeBuilder code) {
    Label present = code.newLabel();
    code.aload(VALUE).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
    for (int i = 0; i < types.size(); i++) {
      Label next = code.newLabel();
      code.iload(FROM).loadConstant(i).if_icmpgt(next);
      code.aload(VALUE).instanceOf(types.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(types.size()).ireturn();
  }
}
