package io.drydock.composefile.find;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Locale;

/** The names that projects can have: lower case letters, digits, dashes and underscores. */
public final class ProjectName {
  private ProjectName() {}

  /** The name nearest to the text: in lower case, and without what no name may hold. */
  public static String from(String text) {
    var name = new StringBuilder();
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char next = lower.charAt(i);
      boolean letter = next >= 'a' && next <= 'z' || next >= '0' && next <= '9';
      if (letter || !name.isEmpty() && (next == '-' || next == '_')) {
        name.append(next);
      }
    }
    return name.toString();
  }

  /**
   * The name itself.
   *
   * @throws DrydockException of kind INVALID when no project can be called so
   */
  public static String check(String name) {
    String valid = from(name);
    if (name.isEmpty() || !valid.equals(name)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "invalid project name \"%s\": must consist only of lowercase alphanumeric characters,"
                  .formatted(name)
              + " hyphens, and underscores as well as start with a letter or number",
          null,
          valid.isEmpty() ? null : "use " + valid,
          null);
    }
    return name;
  }
}
