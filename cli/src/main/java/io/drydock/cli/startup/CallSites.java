package io.drydock.cli.startup;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The dynamic call sites of one class that can be static, and the methods they call instead. */
final class CallSites {
  private static final String SWITCHES = "java.lang.runtime.SwitchBootstraps.typeSwitch";
  private static final String RECORDS = "java.lang.runtime.ObjectMethods.bootstrap";

  private final ClassModel model;
  private final Map<InvokeDynamicEntry, Target> targets = new LinkedHashMap<>();

  /** A method that a call site calls. */
  private record Target(String name, MethodTypeDesc type, Consumer<CodeBuilder> code) {}

  CallSites(ClassModel model) {
    this.model = model;
    model
        .constantPool()
        .forEach(entry -> {
          if (entry instanceof InvokeDynamicEntry site) {
            body(site).ifPresent(code -> add(site, code));
          }
        });
  }

  private void add(InvokeDynamicEntry site, Consumer<CodeBuilder> code) {
    String name = site.name().stringValue() + "$static" + targets.size();
    targets.put(site, new Target(name, site.typeSymbol(), code));
  }

  private static Optional<Consumer<CodeBuilder>> body(InvokeDynamicEntry site) {
    DirectMethodHandleDesc bootstrap = site.bootstrap().bootstrapMethod().asSymbol();
    List<LoadableConstantEntry> arguments = site.bootstrap().arguments();
    String owner = bootstrap.owner().packageName() + "." + bootstrap.owner().displayName();
    return switch (owner + "." + bootstrap.methodName()) {
      case SWITCHES -> TypeSwitch.of(arguments).map(found -> found::emit);
      case RECORDS -> recordMethod(site, new RecordMethods(arguments));
      default -> Optional.empty();
    };
  }

  private static Optional<Consumer<CodeBuilder>> recordMethod(
      InvokeDynamicEntry site, RecordMethods methods) {
    return switch (site.name().stringValue()) {
      case "equals" -> Optional.of(methods::emitEquals);
      case "hashCode" -> Optional.of(methods::emitHashCode);
      default -> Optional.empty();
    };
  }

  boolean isEmpty() {
    return targets.isEmpty();
  }

  /** Calls the static methods. */
  CodeTransform replacement() {
    boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
    ClassDesc owner = model.thisClass().asSymbol();
    return (code, element) -> {
      Target target =
          element instanceof InvokeDynamicInstruction call
              ? targets.get(call.invokedynamic())
              : null;
      if (target != null) {
        code.invokestatic(owner, target.name(), target.type(), isInterface);
      } else {
        code.with(element);
      }
    };
  }

  void addMethods(ClassBuilder builder) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    for (Target each : new ArrayList<>(targets.values())) {
      builder.withMethodBody(each.name(), each.type(), flags, each.code());
    }
  }
}
