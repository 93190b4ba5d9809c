package io.drydock.base.debian;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What one package says of another: its name and which versions are meant (Debian Policy 7.1).
 *
 * @param qualifier {@code any}, {@code native} or an architecture where one follows the name, or
 *     empty
 * @param version to compare with; empty when every version is meant
 */
public record Relation(String name, String qualifier, Operator operator, Version version) {

  /** How the package's version has to compare. */
  public enum Operator {
    ANY(""),
    EARLIER("<<"),
    EARLIER_OR_EQUAL("<="),
    EQUAL("="),
    LATER_OR_EQUAL(">="),
    LATER(">>");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    private static Operator of(String symbol) {
      return switch (symbol) {
        case "<<" -> EARLIER;
        case "<=", "<" -> EARLIER_OR_EQUAL;
        case "=" -> EQUAL;
        case ">=", ">" -> LATER_OR_EQUAL;
        case ">>" -> LATER;
        default ->
            throw new DrydockException(
                ErrorKind.INVALID, "unknown version comparison \"" + symbol + "\"");
      };
    }
  }

  private static final Version NONE = new Version("");

  /** Every version of the package. */
  public static Relation to(String name) {
    return new Relation(name, "", Operator.ANY, NONE);
  }

  /** Exactly that version of the package. */
  public static Relation to(String name, Version version) {
    return new Relation(name, "", Operator.EQUAL, version);
  }

  /** Whether the relation means this version; the name is not looked at. */
  public boolean accepts(Version candidate) {
    if (operator == Operator.ANY) {
      return true;
    }
    int order = candidate.compareTo(version);
    return switch (operator) {
      case ANY -> true;
      case EARLIER -> order < 0;
      case EARLIER_OR_EQUAL -> order <= 0;
      case EQUAL -> order == 0;
      case LATER_OR_EQUAL -> order >= 0;
      case LATER -> order > 0;
    };
  }

  /**
   * The groups of a relationship field: all groups have to hold, in each of them one alternative.
   *
   * @param field as in {@code Depends}; empty for none
   */
  public static List<List<Relation>> parseGroups(String field) {
    var groups = new ArrayList<List<Relation>>();
    for (String group : split(field, ',')) {
      groups.add(split(group, '|').stream().map(Relation::parse).toList());
    }
    return List.copyOf(groups);
  }

  /** The relations of a field without alternatives, as {@code Conflicts} and {@code Provides}. */
  public static List<Relation> parseList(String field) {
    return split(field, ',').stream().map(Relation::parse).toList();
  }

  /** One relation: {@code name[:qualifier] [(operator version)] [[architectures]]}. */
  public static Relation parse(String text) {
    String bare = text.strip();
    int bracket = bare.indexOf('[');
    if (bracket >= 0) {
      bare = bare.substring(0, bracket).strip();
    }
    int open = bare.indexOf('(');
    String name = (open < 0 ? bare : bare.substring(0, open)).strip();
    int colon = name.indexOf(':');
    String qualifier = colon < 0 ? "" : name.substring(colon + 1);
    String plain = colon < 0 ? name : name.substring(0, colon);
    if (open < 0) {
      return new Relation(plain, qualifier, Operator.ANY, NONE);
    }
    int close = bare.indexOf(')', open);
    if (close < 0) {
      throw new DrydockException(ErrorKind.INVALID, "\"" + text + "\" lacks a \")\"");
    }
    String constraint = bare.substring(open + 1, close).strip();
    int end = 0;
    while (end < constraint.length() && "<>=".indexOf(constraint.charAt(end)) >= 0) {
      end++;
    }
    return new Relation(
        plain,
        qualifier,
        Operator.of(constraint.substring(0, end)),
        new Version(constraint.substring(end).strip()));
  }

  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf(separator, start);
      String part = text.substring(start, end < 0 ? text.length() : end).strip();
      if (!part.isEmpty()) {
        parts.add(part);
      }
      start = end < 0 ? text.length() + 1 : end + 1;
    }
    return parts;
  }

  @Override
  public String toString() {
    String full = qualifier.isEmpty() ? name : name + ":" + qualifier;
    return operator == Operator.ANY ? full : full + " (" + operator.symbol + " " + version + ")";
  }
}
