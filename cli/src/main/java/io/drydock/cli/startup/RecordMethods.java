package io.drydock.cli.startup;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * A record's {@code equals} and {@code hashCode}, as {@link java.lang.runtime.ObjectMethods} has
 * them.
 */
final class RecordMethods {
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final int THIS = 0;
  private static final int OTHER = 1;

  private final ClassEntry type;
  private final List<FieldRefEntry> fields = new ArrayList<>();

  /**
   * The methods of one record.
   *
   * @param arguments of the bootstrap: the record's class, its components' names, a getter of each
   */
  RecordMethods(List<LoadableConstantEntry> arguments) {
    type = (ClassEntry) arguments.getFirst();
    for (LoadableConstantEntry each : arguments.subList(2, arguments.size())) {
      fields.add((FieldRefEntry) ((MethodHandleEntry) each).reference());
    }
  }

  void emitEquals(CodeBuilder code) {
    Label differs = code.newLabel();
    Label same = code.newLabel();
    code.aload(THIS).aload(OTHER).if_acmpeq(same);
    code.aload(OTHER).instanceOf(type).ifeq(differs);
    for (FieldRefEntry each : fields) {
      code.aload(THIS).getfield(each);
      code.aload(OTHER).checkcast(type).getfield(each);
      emitComparison(code, each.typeSymbol(), differs);
    }
    code.labelBinding(same).iconst_1().ireturn();
    code.labelBinding(differs).iconst_0().ireturn();
  }

  private static void emitComparison(CodeBuilder code, ClassDesc type, Label differs) {
    if (!type.isPrimitive()) {
      var equals =
          MethodTypeDesc.of(
              ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
      code.invokestatic(OBJECTS, "equals", equals).ifeq(differs);
    } else if (TypeKind.from(type).asLoadable() == TypeKind.INT) {
      code.if_icmpne(differs);
    } else {
      var compare = MethodTypeDesc.of(ConstantDescs.CD_int, type, type);
      code.invokestatic(box(type), "compare", compare).ifne(differs);
    }
  }

  void emitHashCode(CodeBuilder code) {
    code.iconst_0();
    for (FieldRefEntry each : fields) {
      ClassDesc component = each.typeSymbol();
      boolean primitive = component.isPrimitive();
      code.bipush(31).imul().aload(THIS).getfield(each);
      code.invokestatic(
          primitive ? box(component) : OBJECTS,
          "hashCode",
          MethodTypeDesc.of(ConstantDescs.CD_int, primitive ? component : ConstantDescs.CD_Object));
      code.iadd();
    }
    code.ireturn();
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (primitive.descriptorString().charAt(0)) {
      case 'Z' -> ConstantDescs.CD_Boolean;
      case 'B' -> ConstantDescs.CD_Byte;
      case 'C' -> ConstantDescs.CD_Character;
      case 'S' -> ConstantDescs.CD_Short;
      case 'I' -> ConstantDescs.CD_Integer;
      case 'J' -> ConstantDescs.CD_Long;
      case 'F' -> ConstantDescs.CD_Float;
      default -> ConstantDescs.CD_Double;
    };
  }
}
