package io.drydock.composefile.schema;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.SourceLocation;
import io.drydock.core.Suggestion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in one place: scalars of some types, a mapping, a list, or one of several of
 * these. Immutable.
 */
final class Shape {
  private static final int NOTHING = 1;
  private static final int FLAG = 1 << 1;
  private static final int INTEGER = 1 << 2;
  private static final int NUMBER = 1 << 3;
  private static final int TEXT = 1 << 4;

  /** Whatever there is. */
  static final Shape ANY = new Shape(0, Limits.NONE, null, null, false);

  private final int scalars;
  private final Limits limits;
  private final @Nullable Keys keys;
  private final @Nullable Shape items;
  private final boolean distinct;

  private Shape(
      int scalars, Limits limits, @Nullable Keys keys, @Nullable Shape items, boolean distinct) {
    this.scalars = scalars;
    this.limits = limits;
    this.keys = keys;
    this.items = items;
    this.distinct = distinct;
  }

  /**
   * What further holds for scalars.
   *
   * @param words the only strings, or all where there are none
   * @param pattern a regular expression that strings hold a match of, or empty
   * @param patternName what such strings are, with an article
   */
  private record Limits(
      List<String> words, String pattern, String patternName, double least, double most) {
    static final Limits NONE = of(List.of(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Limits of(List<String> words, double least, double most) {
      return new Limits(words, "", "", least, most);
    }

    /** By hand, as a record's own comparison costs a start-up milliseconds. */
    boolean isNone() {
      return words.isEmpty()
          && pattern.isEmpty()
          && least == Double.NEGATIVE_INFINITY
          && most == Double.POSITIVE_INFINITY;
    }

    boolean allow(String text) {
      return (words.isEmpty() || words.contains(text))
          && (pattern.isEmpty() || Pattern.compile(pattern).matcher(text).find());
    }

    String description() {
      if (!pattern.isEmpty()) {
        return patternName;
      }
      return words.size() == 1
          ? "\"" + words.getFirst() + "\""
          : "one of " + String.join(", ", words);
    }
  }

  private static Shape scalar(int types) {
    return new Shape(types, Limits.NONE, null, null, false);
  }

  static Shape text() {
    return scalar(TEXT);
  }

  static Shape flag() {
    return scalar(FLAG);
  }

  static Shape integer() {
    return scalar(INTEGER);
  }

  static Shape number() {
    return scalar(INTEGER | NUMBER);
  }

  /** One of some strings. */
  static Shape words(String... words) {
    return new Shape(TEXT, Limits.of(List.of(words), 0, 0), null, null, false);
  }

  /** Strings that hold a match of a regular expression, and what they are called. */
  static Shape matching(String pattern, String name) {
    return new Shape(TEXT, new Limits(List.of(), pattern, name, 0, 0), null, null, false);
  }

  static Shape mapping(Keys keys) {
    return new Shape(0, Limits.NONE, keys, null, false);
  }

  static Shape list(Shape items) {
    return new Shape(0, Limits.NONE, null, items, false);
  }

  /** A list in which no value stands twice. */
  static Shape distinctList(Shape items) {
    return new Shape(0, Limits.NONE, null, items, true);
  }

  /** This or that; no two of them know mappings, lists or limits. */
  Shape or(Shape other) {
    return new Shape(
        scalars | other.scalars,
        limits.isNone() ? other.limits : limits,
        keys == null ? other.keys : keys,
        items == null ? other.items : items,
        distinct || other.distinct);
  }

  Shape orText() {
    return or(text());
  }

  Shape orNothing() {
    return or(scalar(NOTHING));
  }

  /** The same, numbers within bounds only. */
  Shape between(double least, double most) {
    return new Shape(scalars, Limits.of(List.of(), least, most), keys, items, distinct);
  }

  void check(YamlNode node, YamlPath path, Problems problems) {
    if (this == ANY) {
      return;
    }
    if (node instanceof YamlMapping mapping && keys != null) {
      keys.check(mapping, path, problems);
    } else if (node instanceof YamlSequence sequence && items != null) {
      checkItems(sequence, items, path, problems);
    } else if (node instanceof YamlScalar scalar && isAllowed(scalar)) {
      checkLimits(scalar, path, problems);
    } else {
      problems.add(path, node.location(), "must be " + description() + ", not " + nameOf(node));
    }
  }

  private void checkItems(YamlSequence list, Shape shape, YamlPath path, Problems problems) {
    Map<YamlNode, Integer> seen = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      YamlNode item = list.get(i);
      shape.check(item, path.item(i), problems);
      Integer first = distinct ? seen.putIfAbsent(item, i) : null;
      if (first != null) {
        SourceLocation place = list.get(first).location();
        problems.add(
            path.item(i), item.location(), "is given twice, first as item " + first + at(place));
      }
    }
  }

  private static String at(SourceLocation place) {
    return place.line() > 0 ? " in " + place : "";
  }

  private boolean isAllowed(YamlScalar scalar) {
    int type =
        switch (scalar.type()) {
          case NULL -> NOTHING;
          case BOOL -> FLAG;
          case INT -> INTEGER;
          case FLOAT -> isWhole(scalar) ? INTEGER | NUMBER : NUMBER;
          case STRING -> TEXT;
        };
    return (scalars & type) != 0;
  }

  private static boolean isWhole(YamlScalar scalar) {
    return scalar.value() instanceof Double number && number == Math.rint(number);
  }

  private void checkLimits(YamlScalar scalar, YamlPath path, Problems problems) {
    if (scalar.value() instanceof String text) {
      if (!limits.allow(text)) {
        problems.add(
            path,
            scalar.location(),
            "must be " + limits.description() + ", not \"" + text + "\"",
            Suggestion.closest(text, limits.words())
                .map(each -> "Did you mean \"" + each + "\"?")
                .orElse(""));
      }
    } else if (scalar.value() instanceof Number number && !limits.isNone()) {
      double value = number instanceof BigInteger big ? big.doubleValue() : number.doubleValue();
      if (value < limits.least()) {
        problems.add(
            path, scalar.location(), "must be greater than or equal to " + (long) limits.least());
      } else if (value > limits.most()) {
        problems.add(
            path, scalar.location(), "must be less than or equal to " + (long) limits.most());
      }
    }
  }

  private String description() {
    var names = new ArrayList<String>();
    addIf(names, (scalars & FLAG) != 0, "a boolean");
    addIf(names, items != null, "a list");
    addIf(names, keys != null, "a mapping");
    addIf(names, (scalars & NOTHING) != 0, "null");
    addIf(names, (scalars & NUMBER) != 0, "a number");
    addIf(names, (scalars & (INTEGER | NUMBER)) == INTEGER, "an integer");
    addIf(
        names, (scalars & TEXT) != 0, limits.words().isEmpty() ? "a string" : limits.description());
    int last = names.size() - 1;
    return last == 0
        ? names.getFirst()
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static void addIf(List<String> names, boolean applies, String name) {
    if (applies) {
      names.add(name);
    }
  }

  private static String nameOf(YamlNode node) {
    if (node instanceof YamlMapping) {
      return "a mapping";
    }
    return node instanceof YamlScalar scalar ? scalar.type().description() : "a list";
  }
}
