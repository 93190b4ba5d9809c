package io.drydock.composefile.load;

import io.drydock.composefile.env.Template;
import io.drydock.composefile.env.Variables;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Locale;

/** The names of projects: lower case letters, digits, dashes and underscores. */
public final class ProjectNames {
  private ProjectNames() {}

  /** What is left of a text when all that no name may have is taken out; may be empty. */
  public static String normalize(String text) {
    var name = new StringBuilder();
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean inside = c == '-' || c == '_';
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (inside && !name.isEmpty())) {
        name.append(c);
      }
    }
    return name.toString();
  }

  /**
   * The same name.
   *
   * @throws DrydockException of kind INVALID when it is none
   */
  public static String requireValid(String name) {
    if (!normalize(name).equals(name)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "invalid project name \""
              + name
              + "\": must consist only of lowercase alphanumeric characters, hyphens, and"
              + " underscores as well as start with a letter or number",
          null,
          normalize(name).isEmpty() ? null : "use " + normalize(name),
          null);
    }
    return name;
  }

  /** The name that the last document with one gives the project, its variables filled in. */
  static String inFiles(ComposeRequest request, Sources sources) {
    String name = "";
    for (ComposeFile file : request.files()) {
      for (YamlNode each : sources.documents(file)) {
        String given = Trees.text(each, "name");
        name = given.isEmpty() ? name : given;
      }
    }
    if (request.options().interpolate()) {
      name = Template.expand(name, Variables.of(request.environment()));
    }
    return normalize(name);
  }
}
