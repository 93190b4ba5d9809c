package io.drydock.bake.model;

import io.drydock.bake.hcl.Body;
import io.drydock.bake.hcl.Evaluator.Locals;
import io.drydock.bake.hcl.Expression;
import io.drydock.bake.hcl.Names;
import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code target} and {@code group} blocks of files. Not thread-safe. */
final class Blocks {
  static final Set<String> TYPES = Set.of("target", "group");

  private static final int MOST_COMBINATIONS = 10_000;

  private final List<Body.Block> blocks;
  private final Globals globals;
  private final IdentityHashMap<Body.Block, List<Instance>> instances = new IdentityHashMap<>();
  private final Map<String, Value> values = new HashMap<>();

  /**
   * A block under one of the names that its matrix gives it.
   *
   * @param locals the matrix' values
   */
  record Instance(String name, Body.Block block, Locals locals) {}

  Blocks(Body files, Globals globals) {
    this.blocks = files.blocks().stream().filter(each -> TYPES.contains(each.type())).toList();
    this.globals = globals;
  }

  List<Body.Block> all() {
    return blocks;
  }

  /** The block under each of its names. */
  List<Instance> instances(Body.Block block) {
    List<Instance> known = instances.get(block);
    if (known == null) {
      String label = Variables.label(block);
      known =
          globals.once(
              "reference cycle not allowed for the matrix of " + label,
              block.location(),
              () -> expand(block, label));
      instances.put(block, known);
    }
    return known;
  }

  private List<Instance> expand(Body.Block block, String label) {
    SourceLocation place = block.labels().getFirst().location();
    checkName(label, place);
    Optional<Expression> matrix = block.body().expression("matrix");
    Optional<Expression> name = block.body().expression("name");
    if (block.type().equals("group") && (matrix.isPresent() || name.isPresent())) {
      throw invalid(
          (matrix.isPresent() ? "matrix" : "name") + " is not supported for groups", place);
    }
    if (matrix.isEmpty() && name.isPresent()) {
      throw invalid("name requires matrix", place);
    }
    if (matrix.isEmpty()) {
      return List.of(new Instance(label, block, Locals.NONE));
    }
    var expanded = new ArrayList<Instance>();
    Set<String> names = new HashSet<>();
    for (Locals each : combinations(matrix.get())) {
      String own = name.map(expression -> name(expression, each)).orElse(label);
      if (!names.add(own)) {
        throw invalid("duplicate name \"" + own + "\" in the matrix of " + label, place)
            .withHint("Give each combination its own \"name\".");
      }
      expanded.add(new Instance(own, block, each));
    }
    return expanded;
  }

  private String name(Expression expression, Locals locals) {
    Value value = globals.evaluator().evaluate(expression, locals);
    if (value.isNull()) {
      throw invalid("the name is null", expression.location());
    }
    try {
      String name = Conversion.convert(value, Types.STRING).text();
      checkName(name, expression.location());
      return name;
    } catch (DrydockException e) {
      throw e.at(expression.location());
    }
  }

  static void checkName(String name, SourceLocation place) {
    boolean valid =
        !name.isEmpty()
            && name.chars()
                .allMatch(c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '_'
                        || c == '-');
    if (!valid) {
      throw invalid("invalid name \"" + name + "\": only [a-zA-Z0-9_-]+ are allowed", place);
    }
  }

  /** The matrix' values, the first key's changing fastest. */
  private List<Locals> combinations(Expression matrix) {
    Value value = globals.evaluator().evaluate(matrix, Locals.NONE);
    if (value.isNull() || !value.type().isMapping()) {
      throw invalid("matrix must be a map", matrix.location());
    }
    List<Locals> combinations = List.of(Locals.NONE);
    for (Map.Entry<String, Value> each : value.members().entrySet()) {
      if (!each.getValue().isIterable()) {
        throw invalid("matrix values must be a list", matrix.location());
      }
      var more = new ArrayList<Locals>();
      for (Value element : each.getValue().elements()) {
        combinations.forEach(earlier -> more.add(earlier.with(each.getKey(), element)));
      }
      combinations = more;
      if (combinations.size() > MOST_COMBINATIONS) {
        throw invalid("a matrix of more than " + MOST_COMBINATIONS + " targets", matrix.location());
      }
    }
    return combinations;
  }

  /** What {@code target.NAME.ATTRIBUTE} means. */
  Names.Found find(String type, List<String> path, SourceLocation place) {
    if (path.isEmpty()) {
      throw invalid("cannot access " + type + " as a variable", place)
          .withHint("Name an attribute of it, as in " + type + ".NAME.tags.");
    }
    String name = path.getFirst();
    List<Instance> found = named(type, name);
    if (found.isEmpty()) {
      throw invalid("there is no " + type + " \"" + name + "\"", place);
    }
    return path.size() == 1
        ? new Names.Found(whole(type, name, found, place), 1)
        : new Names.Found(attribute(type, name, path.get(1), found, place), 2);
  }

  /** Names are compared first, so that a matrix is only worked out when no label fits. */
  private List<Instance> named(String type, String name) {
    var found = new ArrayList<Instance>();
    for (boolean matrix : new boolean[] {false, true}) {
      for (Body.Block block : blocks) {
        boolean hasMatrix = block.body().attributes().containsKey("matrix");
        boolean mayFit = hasMatrix || Variables.label(block).equals(name);
        if (block.type().equals(type) && hasMatrix == matrix && mayFit) {
          instances(block).stream().filter(each -> each.name().equals(name)).forEach(found::add);
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    return found;
  }

  private Value attribute(
      String type, String name, String word, List<Instance> found, SourceLocation place) {
    String path = type + "." + name + "." + word;
    Value known = values.get(path);
    if (known == null) {
      known =
          globals.once(
              "reference cycle not allowed for " + path,
              place,
              () -> attribute(type, name, word, found));
      values.put(path, known);
    }
    return known;
  }

  private Value attribute(String type, String name, String word, List<Instance> found) {
    if (word.equals("name")) {
      return Value.of(name);
    }
    Type valueType =
        type.equals("group")
            ? word.equals("targets") ? Type.list(Types.STRING) : Types.STRING
            : TargetAttribute.of(word)
                .map(each -> each.kind().type())
                .orElseThrow(() ->
                    new DrydockException(
                        ErrorKind.INVALID, "a target has no attribute \"" + word + "\""));
    for (Instance each : found.reversed()) {
      Optional<Expression> expression = each.block().body().expression(word);
      if (expression.isPresent()) {
        Value value = globals.evaluator().evaluate(expression.get(), each.locals());
        return Conversion.convert(value, valueType);
      }
    }
    return Value.nullOf(valueType);
  }

  private Value whole(String type, String name, List<Instance> found, SourceLocation place) {
    var members = new HashMap<String, Value>();
    members.put("name", Value.of(name));
    for (Instance each : found) {
      for (String word : each.block().body().attributes().keySet()) {
        if (!word.equals("matrix")) {
          members.put(word, attribute(type, name, word, found, place));
        }
      }
    }
    return Value.object(members);
  }

  private static DrydockException invalid(String message, SourceLocation place) {
    return new DrydockException(ErrorKind.INVALID, message).at(place);
  }
}
