package io.drydock.cli.command;

import io.drydock.bake.model.Definition;
import io.drydock.bake.model.DefinitionPrinter;
import io.drydock.bake.model.DefinitionReader;
import io.drydock.bake.model.Selection;
import io.drydock.build.options.OutputTexts;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.sources.RegistryFlags;
import io.drydock.core.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Builds the targets of a bake file, all of them as one graph. */
final class BakeCommand implements Command {
  @Override
  public Spec spec() {
    return RegistryFlags.add(
        Spec.of("bake [OPTIONS] [TARGET...]", "Build from a file")
            .arguments(0, Spec.ANY)
            .aliases("bake", "buildx bake")
            .details(
                """
                Without -f, the files are those that there are of compose.yaml, compose.yml, docker-compose.yml,
                docker-compose.yaml, docker-bake.json, docker-bake.hcl, docker-bake.override.json and
                docker-bake.override.hcl, read in this order over each other. Without TARGET, the group or target
                "default" is built. A TARGET may be a pattern: 'app-*'.\
                """)
            .flag(
                "allow",
                Kind.STRINGS,
                "Allow what the files ask for beyond the usual: network.host, security.insecure, fs=PATH, fs.read=PATH, fs.write=PATH")
            .flag("bases", Kind.STRING_ARRAY, "Folder of base image definitions")
            .flag("builder", Kind.STRING, "Accepted for docker's sake; there is one builder")
            .flag(
                "call",
                Kind.STRING,
                "Set method for evaluating build (\"build\", \"check\", \"outline\", \"targets\") (default \"build\")")
            .flag("check", Kind.BOOL, "Shorthand for \"--call=check\"")
            .flag("file", 'f', Kind.STRING_ARRAY, "Build definition file; - for standard input")
            .flag(
                "list",
                Kind.STRING,
                "List \"targets\" or \"variables\", with \",format=json\" (type=targets,format=json) for programs")
            .flag(
                "load",
                Kind.BOOL,
                "Shorthand for \"--set=*.load=true\": keep images in the store besides other outputs")
            .flag("metadata-file", Kind.STRING, "Write build result metadata to a file")
            .flag("no-cache", Kind.BOOL, "Do not use cache when building the images")
            .flag("print", Kind.BOOL, "Print the options without building")
            .flag(
                "progress",
                Kind.STRING,
                "Set type of progress output (\"auto\", \"none\", \"plain\", \"quiet\", \"rawjson\", \"tty\") (default \"auto\")")
            .flag("provenance", Kind.STRING, "Shorthand for \"--set=*.attest=type=provenance\"")
            .flag("pull", Kind.BOOL, "Always attempt to pull all referenced images")
            .flag("push", Kind.BOOL, "Shorthand for \"--set=*.push=true\"")
            .flag("sbom", Kind.STRING, "Shorthand for \"--set=*.attest=type=sbom\"")
            .flag(
                "set",
                Kind.STRING_ARRAY,
                "Override target value (e.g., \"targetpattern.key=value\", \"app.tags+=app:2\")")
            .flag("var", Kind.STRING_ARRAY, "Set a variable value (e.g., \"name=value\")"));
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    var files = new BakeFiles(session, arguments);
    Definition definition = DefinitionReader.read(files.read(), files.circumstances());
    if (arguments.given("list")) {
      session.out().print(BakeList.of(arguments.value("list", ""), definition));
      return 0;
    }
    List<String> overrides = overrides(arguments);
    Selection selection =
        Selection.of(definition, arguments.positional(), overrides, session.environment());
    if (arguments.on("print")) {
      session.out().println(Json.pretty(DefinitionPrinter.selection(selection), "  "));
      return 0;
    }
    return new BakeBuild(session, arguments).run(selection, overrides);
  }

  /** What {@code --set} and the flags that stand for it say; the former wins. */
  private static List<String> overrides(Arguments arguments) {
    var overrides = new ArrayList<String>();
    for (String flag : List.of("no-cache", "pull", "push", "load")) {
      arguments.value(flag).ifPresent(value -> overrides.add("*." + flag + "=" + value));
    }
    for (String type : List.of("provenance", "sbom")) {
      arguments
          .value(type)
          .ifPresent(value -> overrides.add("*.attest=" + OutputTexts.attestation(type, value)));
    }
    overrides.addAll(arguments.all("set"));
    return overrides;
  }
}
