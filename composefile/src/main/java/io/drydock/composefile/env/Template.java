package io.drydock.composefile.env;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.function.Consumer;

/**
 * A string in which variables are named, as the Compose Specification's chapter on interpolation
 * has it: {@code $NAME}, {@code ${NAME}}, defaults {@code :-} and {@code -}, demands {@code :?} and
 * {@code ?}, replacements {@code :+} and {@code +}, each of which may hold further variables, and
 * {@code $$} for a dollar sign.
 */
public final class Template {
  private final String text;
  private final List<TemplatePart> parts;

  private Template(String text, List<TemplatePart> parts) {
    this.text = text;
    this.parts = parts;
  }

  /**
   * Reads the string.
   *
   * @throws DrydockException of kind INVALID when a brace is not closed or holds no name
   */
  public static Template parse(String text) {
    return new Template(text, new TemplateParser(text).parts());
  }

  /** The string with its variables filled in; those not set are empty. See {@link #fill}. */
  public static String expand(String text, Variables variables) {
    return expand(text, variables, name -> {});
  }

  /** As {@link #expand(String, Variables)}, and tells the names that were used and are not set. */
  public static String expand(String text, Variables variables, Consumer<String> unset) {
    return text.indexOf('$') < 0 ? text : parse(text).fill(variables, unset);
  }

  /**
   * The string with its variables filled in.
   *
   * @param unset takes the name of each variable that is used without a default and is not set
   * @throws DrydockException of kind INVALID when a demanded variable has no value, with the
   *     message that its writer gave
   */
  public String fill(Variables variables, Consumer<String> unset) {
    var filled = new StringBuilder();
    for (TemplatePart part : parts) {
      filled.append(part.fill(variables, unset));
    }
    return filled.toString();
  }

  /** All variables named here, in order, with those inside of defaults. */
  public List<TemplateVariable> variables() {
    return parts.stream().flatMap(TemplatePart::variables).toList();
  }

  /** The string as it was read. */
  @Override
  public String toString() {
    return text;
  }

  static DrydockException invalid(String template) {
    return new DrydockException(ErrorKind.INVALID, "Invalid template: \"" + template + "\"")
        .withHint("Write $$ for a dollar sign that begins no variable.");
  }
}
