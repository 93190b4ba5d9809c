package io.drydock.bake.model;

import io.drydock.bake.hcl.BlockSchema;
import io.drydock.bake.hcl.Body;
import io.drydock.bake.hcl.Hcl;
import io.drydock.bake.model.Blocks.Instance;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads HCL and JSON files together: what one defines, another may use and change. */
final class HclFiles {
  private static final BlockSchema BLOCK = new BlockSchema(1, Set.of(), Map.of());

  /** The blocks of a bake file. */
  static final BlockSchema SCHEMA =
      new BlockSchema(
          0,
          Set.of(),
          Map.of(
              "target",
              BLOCK,
              "group",
              BLOCK,
              "function",
              new BlockSchema(1, Set.of("params", "variadic_params"), Map.of()),
              "variable",
              new BlockSchema(
                  1,
                  Set.of("type"),
                  Map.of("validation", new BlockSchema(0, Set.of(), Map.of())))));

  private final Circumstances circumstances;
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** The names that matrices gave to blocks, by the blocks' labels. */
  private final Map<String, Set<String>> renamed = new LinkedHashMap<>();

  HclFiles(Circumstances circumstances) {
    this.circumstances = circumstances;
  }

  /** What the file holds, by its name in HCL's own syntax or in JSON. */
  static Body parse(BakeFile file) {
    return file.name().toLowerCase(Locale.ROOT).endsWith(".json")
        ? Hcl.parseJson(file.name(), file.content(), SCHEMA)
        : Hcl.parse(file.name(), file.content());
  }

  /**
   * What the files define, together with what others defined before.
   *
   * @throws DrydockException of kind INVALID with the place of the first mistake
   */
  Definition read(List<Body> bodies, Definition before) {
    before.targets().forEach(each -> targets.put(each.name(), each));
    before.groups().forEach(each -> groups.put(each.name(), each));
    var whole = new Body(Map.of(), List.of());
    for (Body each : bodies) {
      whole = whole.with(each);
    }
    var globals = new Globals(whole, circumstances);
    globals.checkAll();
    for (Body.Block block : globals.blocks().all()) {
      for (Instance instance : globals.blocks().instances(block)) {
        add(instance, globals);
      }
    }
    renamed.forEach((label, names) -> {
      if (!names.equals(Set.of(label)) && !groups.containsKey(label)) {
        groups.put(label, Group.of(label, List.copyOf(names)));
      }
    });
    return new Definition(
        List.copyOf(groups.values()), List.copyOf(targets.values()), globals.variableInfos());
  }

  private void add(Instance instance, Globals globals) {
    if (instance.block().type().equals("group")) {
      groups.put(instance.name(), group(instance, globals));
      return;
    }
    if (instance.block().body().attributes().containsKey("matrix")) {
      renamed
          .computeIfAbsent(instance.block().labels().getFirst().text(), _ -> new LinkedHashSet<>())
          .add(instance.name());
    }
    Target target = target(instance, globals);
    Target earlier = targets.get(instance.name());
    targets.put(instance.name(), earlier == null ? target : earlier.merge(target));
  }

  private static Group group(Instance instance, Globals globals) {
    Optional<String> description = Optional.empty();
    Optional<List<String>> targets = Optional.empty();
    for (Body.Attribute each : instance.block().body().attributes().values()) {
      Value value = globals.evaluator().evaluate(each.expression(), instance.locals());
      try {
        switch (each.name()) {
          case "description" ->
              description =
                  Settings.of(TargetAttribute.DESCRIPTION, value)
                      .map(text -> ((Setting.Text) text).value());
          case "targets" -> targets = Optional.of(Settings.texts(value));
          default -> throw unsupported("group", each, List.of("description", "targets"));
        }
      } catch (DrydockException e) {
        throw e.at(each.expression().location());
      }
    }
    List<String> names =
        targets.orElseThrow(() ->
            new DrydockException(ErrorKind.INVALID, "a group needs \"targets\"")
                .at(instance.block().location()));
    return new Group(instance.name(), description, names);
  }

  private Target target(Instance instance, Globals globals) {
    Target target = Target.named(instance.name());
    checkBlocks(instance.block());
    for (Body.Attribute each : instance.block().body().attributes().values()) {
      if (each.name().equals("matrix") || each.name().equals("name")) {
        continue;
      }
      TargetAttribute attribute =
          TargetAttribute.of(each.name())
              .orElseThrow(() -> unsupported("target", each, TargetAttribute.words()));
      Value value = globals.evaluator().evaluate(each.expression(), instance.locals());
      try {
        Optional<Setting> setting = Settings.of(attribute, value);
        target = setting.isPresent() ? target.with(attribute, setting.get()) : target;
      } catch (DrydockException e) {
        throw new DrydockException(e.kind(), attribute.word() + ": " + e.getMessage(), e)
            .at(each.expression().location());
      }
    }
    return circumstances.fileRelative()
        ? FileRelative.rebased(target, instance.block().location().file())
        : target;
  }

  private static void checkBlocks(Body.Block block) {
    for (Body.Block each : block.body().blocks()) {
      throw new DrydockException(
              ErrorKind.INVALID, "a " + block.type() + " holds no block \"" + each.type() + "\"")
          .at(each.location())
          .withHint("Write an attribute: " + each.type() + " = …");
    }
  }

  private static DrydockException unsupported(
      String what, Body.Attribute attribute, List<String> known) {
    var error =
        new DrydockException(
                ErrorKind.INVALID, "a " + what + " has no attribute \"" + attribute.name() + "\"")
            .at(attribute.location());
    List<String> words = new ArrayList<>(known);
    return Suggestion.closest(attribute.name(), words)
        .map(close -> error.withHint("Did you mean " + close + "?"))
        .orElse(error);
  }
}
