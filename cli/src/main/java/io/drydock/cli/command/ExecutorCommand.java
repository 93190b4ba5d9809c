package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.FlagParser;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/**
 * Takes the words of Kaniko's executor, so that a job in a CI system changes one image name: they
 * become those of {@code build}, which then runs.
 */
final class ExecutorCommand implements Command {
  private static final String VARIABLES = "KANIKO_";

  @Override
  public Spec spec() {
    Spec spec =
        Spec.of(
                "executor [OPTIONS]",
                "Build and push an image, with the flags of Kaniko's executor")
            .arguments(0, 0)
            .details(
                """
                For jobs in containers without rights: see docs/ci.md. Each flag can also be given as a
                variable, as KANIKO_NO_PUSH=true. Credentials are read from DOCKER_CONFIG, or else from
                /kaniko/.docker/config.json.\
                """)
            .flag("annotation", Kind.STRING_ARRAY, "Set an annotation of the image (KEY=VALUE)")
            .flag("build-arg", Kind.STRING_ARRAY, "Set a build-time variable (KEY=VALUE or KEY)")
            .flag("cache", Kind.BOOL, "Use and fill a cache in a registry")
            .flag(
                "cache-repo",
                Kind.STRING,
                "Repository of the cache, or oci:DIRECTORY (default: the destination's with /cache)")
            .flag("compression", Kind.STRING, "Compression of layers: gzip or zstd")
            .flag("compression-level", Kind.INT, "Level of the compression")
            .flag(
                "context",
                'c',
                Kind.STRING,
                "dir://PATH, PATH, tar://FILE, tar://stdin, git://REPOSITORY[#REF[#COMMIT]] or https://URL (default \"dir:///workspace/\")")
            .flag("context-sub-path", Kind.STRING, "Folder of the context that is the context")
            .flag("custom-platform", Kind.STRING, "Platform to build for")
            .flag(
                "destination", 'd', Kind.STRING_ARRAY, "Name to push the image as; may be repeated")
            .flag("digest-file", Kind.STRING, "File for the image's digest")
            .flag(
                "dockerfile",
                'f',
                Kind.STRING,
                "Dockerfile, here or in the context (default \"Dockerfile\")")
            .flag(
                "dryrun", Kind.BOOL, "Print the words of \"drydock build\" that would run instead")
            .flag("git", Kind.STRING, "Options for git contexts: branch=NAME")
            .flag(
                "image-format", Kind.STRING, "Format of manifests: oci or docker (default \"oci\")")
            .flag("image-name-tag-with-digest-file", Kind.STRING, "File for NAME:TAG@DIGEST lines")
            .flag("image-name-with-digest-file", Kind.STRING, "File for NAME@DIGEST lines")
            .flag("insecure", Kind.BOOL, "Push without encryption where there is none")
            .flag("insecure-pull", Kind.BOOL, "Pull without encryption where there is none")
            .flag("insecure-registry", Kind.STRINGS, "Registry that may lack encryption")
            .flag(
                "isolation",
                Kind.STRING,
                "How RUN is shut in: default (the strongest that the host allows), namespaces, rootless, chroot or oci")
            .flag("label", Kind.STRING_ARRAY, "Set a label of the image (KEY=VALUE)")
            .flag("log-format", Kind.STRING, "text, color or json (default \"color\")")
            .flag("no-push", Kind.BOOL, "Do not push the image")
            .flag("no-push-cache", Kind.BOOL, "Do not write the cache")
            .flag("oci-layout-path", Kind.STRING, "Folder for the image as an OCI layout")
            .flag(
                "push-ignore-immutable-tag-errors",
                Kind.BOOL,
                "Take a tag that may not change and exists for a success")
            .flag("push-retry", Kind.INT, "How often to try again to push")
            .flag(
                "registry-certificate", Kind.STRING_ARRAY, "Certificate of a registry (HOST=FILE)")
            .flag(
                "registry-client-cert",
                Kind.STRING_ARRAY,
                "Certificate to show to a registry (HOST=CERTIFICATE,KEY)")
            .flag("registry-map", Kind.STRING_ARRAY, "Registries to ask instead (OLD=NEW;OLD=NEW)")
            .flag("registry-mirror", Kind.STRINGS, "Registry to ask before Docker Hub")
            .flag("reproducible", Kind.BOOL, "Leave times of the build out of the image")
            .flag("secret", Kind.STRING_ARRAY, "Secret for the build (id=NAME[,src=FILE])")
            .flag("skip-tls-verify", Kind.BOOL, "Do not check certificates when pushing")
            .flag("skip-tls-verify-pull", Kind.BOOL, "Do not check certificates when pulling")
            .flag("skip-tls-verify-registry", Kind.STRINGS, "Registry without a good certificate")
            .flag("tar-path", Kind.STRING, "File for the image as \"docker load\" reads it")
            .flag("target", Kind.STRINGS, "Stage to build")
            .flag(
                "verbosity",
                'v',
                Kind.STRING,
                "panic, fatal, error, warn, info, debug or trace (default \"info\")");
    ExecutorNotes.MEANINGLESS.forEach(
        each -> spec.flag(each.flag(), each.kind(), "Accepted: " + each.reason()));
    return spec;
  }

  @Override
  public int run(Session session, Arguments given) throws IOException {
    Arguments arguments = withVariables(session, given);
    ExecutorNotes.print(arguments, session.err());
    try (var build = new ExecutorBuild(session, arguments)) {
      List<String> words = build.words();
      if (arguments.on("dryrun")) {
        session.out().println("drydock build " + String.join(" ", words));
        return 0;
      }
      return run(session, arguments, build, words);
    }
  }

  private static int run(
      Session session, Arguments arguments, ExecutorBuild build, List<String> words)
      throws IOException {
    var command = new BuildCommand();
    try (InputStream in = build.input();
        Session own =
            new Session(session.caller().with(in, build.environment()), session.global())) {
      int attempts = 1 + Math.max(0, arguments.number("push-retry", 0));
      for (int attempt = 1; ; attempt++) {
        try {
          int code = command.run(own, FlagParser.parse(command.spec(), words));
          build.writeDigests();
          return code;
        } catch (DrydockException e) {
          if (arguments.on("push-ignore-immutable-tag-errors") && refusesToChange(e)) {
            session.err().println("The tag exists and may not change: " + e.getMessage());
            return 0;
          }
          if (attempt == attempts || e.kind() != ErrorKind.UNAVAILABLE) {
            throw e;
          }
          session.err().println("Trying again: " + e.getMessage());
        }
      }
    }
  }

  private static boolean refusesToChange(DrydockException refusal) {
    return String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT).contains("immutable");
  }

  /** The arguments, and for flags that are not among them what variables say. */
  private Arguments withVariables(Session session, Arguments given) {
    var values = new java.util.LinkedHashMap<>(given.values());
    for (var flag : spec().options()) {
      String variable = VARIABLES + flag.name().replace('-', '_').toUpperCase(Locale.ROOT);
      if (!given.given(flag.name())) {
        session
            .variable(variable)
            .map(value -> FlagParser.parse(spec(), List.of("--" + flag.name() + "=" + value)))
            .ifPresent(read -> values.putAll(read.values()));
      }
    }
    return new Arguments(values, given.positional());
  }

  /** Where Kaniko's image has its configuration, if it is there. */
  static boolean hasConfiguration() {
    return Files.isReadable(ExecutorBuild.CONFIGURATION.resolve("config.json"));
  }
}
