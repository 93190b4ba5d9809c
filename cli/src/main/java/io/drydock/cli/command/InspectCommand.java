package io.drydock.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.template.Template;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.distribution.images.ImageCatalogue;
import io.drydock.distribution.images.ImageDetails;
import io.drydock.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows images in full: {@code inspect}, and {@code image inspect}. */
final class InspectCommand implements Command {
  private final boolean ofImages;

  /**
   * @param ofImages whether the command says that the words are images
   */
  InspectCommand(boolean ofImages) {
    this.ofImages = ofImages;
  }

  @Override
  public Spec spec() {
    if (ofImages) {
      return Spec.of(
              "image inspect [OPTIONS] IMAGE [IMAGE...]",
              "Display detailed information on one or more images")
          .arguments(1, Spec.ANY)
          .flag("format", 'f', Kind.STRING, FormatHelp.INSPECT)
          .flag("platform", Kind.STRING, "Inspect a specific platform of the multi-platform image");
    }
    return Spec.of(
            "inspect [OPTIONS] NAME|ID [NAME|ID...]",
            "Return low-level information on Docker objects")
        .arguments(1, Spec.ANY)
        .flag("format", 'f', Kind.STRING, FormatHelp.INSPECT)
        .flag("type", Kind.STRING, "Only inspect objects of the given type");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    String type = arguments.value("type", "image");
    if (!type.equals("image")) {
      throw new DrydockException(
          ErrorKind.INVALID, "\"" + type + "\" is not a valid value for --type");
    }
    String format = arguments.value("format", "");
    boolean asTemplate = !format.isEmpty() && !format.equals("json");
    Optional<Template> template =
        asTemplate ? Optional.of(Template.parse(format)) : Optional.empty();
    var failures = new ArrayList<DrydockException>();
    List<JsonObject> found = find(session, arguments, failures);
    if (template.isPresent()) {
      for (JsonObject each : found) {
        session.out().println(template.get().apply(each));
      }
    } else {
      var array = new JsonArray();
      found.forEach(array::add);
      session
          .out()
          .println(
              format.equals("json")
                  ? new String(Json.bytes(array), StandardCharsets.UTF_8)
                  : Json.pretty(array));
    }
    failures.forEach(each -> session.err().println("Error: " + each.getMessage()));
    return failures.isEmpty() ? 0 : 1;
  }

  private List<JsonObject> find(
      Session session, Arguments arguments, List<DrydockException> failures) {
    var catalogue = new ImageCatalogue(session.store());
    var details = new ImageDetails(catalogue);
    Optional<Platform> platform = arguments.value("platform").map(Platform::parse);
    var found = new ArrayList<JsonObject>();
    for (String word : arguments.positional()) {
      try {
        found.add(details.of(catalogue.image(word, platform)));
      } catch (DrydockException e) {
        boolean missing = e.kind() == ErrorKind.NOT_FOUND && !ofImages;
        failures.add(missing ? new DrydockException(e.kind(), "No such object: " + word, e) : e);
      }
    }
    return found;
  }
}
