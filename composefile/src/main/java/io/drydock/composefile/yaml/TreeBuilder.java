package io.drydock.composefile.yaml;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.Parser;

/** Builds the trees of one text from the parser's events. */
final class TreeBuilder {
  /** The deepest nesting that is read; a Compose file needs about ten. */
  static final int DEEPEST = 200;

  private static final String CORE = "tag:yaml.org,2002:";
  private static final String MERGE = "<<";

  private final Parser parser;
  private final String file;
  private final AliasBudget budget = new AliasBudget();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private YamlPath path = YamlPath.ROOT;

  /** What an anchor names, and how many nodes that is with all aliases written out. */
  private record Anchored(YamlNode node, long nodes) {}

  TreeBuilder(Parser parser, String file) {
    this.parser = parser;
    this.file = file;
    parser.next();
  }

  boolean hasDocument() {
    return parser.checkEvent(Event.ID.DocumentStart);
  }

  YamlNode document() {
    parser.next();
    anchors.clear();
    YamlNode root = node(parser.next());
    parser.next();
    return root;
  }

  private YamlNode node(Event event) {
    if (event instanceof AliasEvent alias) {
      return resolve(alias);
    }
    long before = budget.nodes();
    budget.count();
    var start = (NodeEvent) event;
    YamlNode node;
    if (start instanceof ScalarEvent scalar) {
      node = scalar(scalar);
    } else {
      node = collection((CollectionStartEvent) start);
    }
    start
        .getAnchor()
        .ifPresent(
            anchor -> anchors.put(anchor.getValue(), new Anchored(node, budget.nodes() - before)));
    return node;
  }

  private YamlNode collection(CollectionStartEvent start) {
    if (path.steps().size() >= DEEPEST) {
      throw invalid("nesting goes deeper than " + DEEPEST + " levels", location(start));
    }
    // An anchor inside of what it names would make a tree without an end.
    start.getAnchor().map(Anchor::getValue).ifPresent(anchors::remove);
    YamlNode node = start.getEventId() == Event.ID.MappingStart ? mapping(start) : sequence(start);
    return node.withTag(ownTag(start.getTag().orElse("")));
  }

  private YamlNode resolve(AliasEvent alias) {
    String name = alias.getAlias().getValue();
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw invalid(
          "the alias *" + name + " names no anchor that stands before it", location(alias));
    }
    budget.countAlias(anchored.nodes());
    if (budget.isExceeded()) {
      throw invalid(
          "the aliases in this document stand for too many values (document contains excessive"
              + " aliasing)",
          location(alias));
    }
    return anchored.node();
  }

  private YamlScalar scalar(ScalarEvent event) {
    SourceLocation where = location(event);
    String tag = event.getTag().orElse("");
    if (tag.isEmpty()) {
      return event.isPlain()
          ? ScalarTypes.plain(event.getValue(), where)
          : YamlScalar.of(event.getValue(), where);
    }
    if (tag.equals("!") || tag.equals(CORE + "str")) {
      return YamlScalar.of(event.getValue(), where);
    }
    if (tag.startsWith(CORE)) {
      return ofCoreType(event, tag.substring(CORE.length()), where);
    }
    return ScalarTypes.plain(event.getValue(), where).withTag(ownTag(tag));
  }

  private YamlScalar ofCoreType(ScalarEvent event, String type, SourceLocation where) {
    YamlScalar scalar = ScalarTypes.plain(event.getValue(), where);
    boolean fits =
        switch (type) {
          case "null" -> scalar.isNull();
          case "bool" -> scalar.type() == YamlScalar.Type.BOOL;
          case "int" -> scalar.type() == YamlScalar.Type.INT;
          case "float" ->
              scalar.type() == YamlScalar.Type.FLOAT || scalar.type() == YamlScalar.Type.INT;
          default -> true;
        };
    if (!fits) {
      throw invalid(subject() + "\"" + event.getValue() + "\" is not of the type !!" + type, where);
    }
    return scalar;
  }

  private YamlSequence sequence(CollectionStartEvent start) {
    var items = new ArrayList<YamlNode>();
    YamlPath here = path;
    for (Event event = parser.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = parser.next()) {
      path = here.item(items.size());
      items.add(node(event));
    }
    path = here;
    return YamlSequence.of(items, location(start));
  }

  private YamlMapping mapping(CollectionStartEvent start) {
    var mapping = YamlMapping.builder(location(start));
    var merged = new ArrayList<YamlMapping>();
    YamlPath here = path;
    for (Event event = parser.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = parser.next()) {
      path = here;
      SourceLocation place = location(event);
      boolean merge = isMerge(event);
      String key = key(event, place);
      path = here.key(key);
      YamlNode value = node(parser.next());
      if (merge) {
        addMerged(value, place, merged);
      } else {
        refuseSecond(mapping, key, place);
        mapping.put(new YamlMapping.Entry(key, value, place));
      }
    }
    path = here;
    for (YamlMapping each : merged) {
      each.entries().forEach(mapping::putIfAbsent);
    }
    return mapping.build();
  }

  private static boolean isMerge(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getValue().equals(MERGE)
        && scalar.getTag().isEmpty();
  }

  private String key(Event event, SourceLocation place) {
    if (event instanceof AliasEvent || event instanceof ScalarEvent) {
      YamlNode key = node(event);
      if (key instanceof YamlScalar scalar && scalar.value() instanceof String text) {
        return text;
      }
      throw nonString(String.valueOf(key), place);
    }
    throw nonString("a list or mapping", place);
  }

  private DrydockException nonString(String key, SourceLocation place) {
    String where = path.steps().isEmpty() ? "at top level" : "in " + path;
    return invalid("non-string key " + where + ": " + key, place)
        .withHint("Put the key in quotes.");
  }

  private void refuseSecond(YamlMapping.Builder mapping, String key, SourceLocation place) {
    mapping
        .get(key)
        .ifPresent(first -> {
          throw invalid("the key " + path + " is given twice, first in " + first.location(), place);
        });
  }

  private void addMerged(YamlNode value, SourceLocation place, List<YamlMapping> merged) {
    if (value instanceof YamlMapping mapping) {
      merged.add(mapping);
      return;
    }
    if (value instanceof YamlSequence sequence) {
      for (YamlNode each : sequence) {
        merged.add(each.mapping().orElseThrow(() -> unmergeable(place)));
      }
      return;
    }
    throw unmergeable(place);
  }

  private DrydockException unmergeable(SourceLocation place) {
    return invalid(subject() + "map merge requires map or sequence of maps as the value", place);
  }

  /** The tag of a writer, empty for one of YAML's own. */
  private static String ownTag(String tag) {
    return tag.startsWith(CORE) || tag.equals("!") ? "" : tag;
  }

  private String subject() {
    return path.steps().isEmpty() ? "" : path + ": ";
  }

  private SourceLocation location(Event event) {
    return event
        .getStartMark()
        .map(mark -> YamlReader.location(mark, file))
        .orElseGet(() -> SourceLocation.line(file, 1));
  }

  private static DrydockException invalid(String message, SourceLocation place) {
    return new DrydockException(ErrorKind.INVALID, message).at(place);
  }
}
