package io.drydock.cli.command;

import io.drydock.build.options.BuildOptions;
import io.drydock.build.options.BuildOptions.CacheOptions;
import io.drydock.build.options.BuildOptions.RunOptions;
import io.drydock.build.options.BuildOptions.Source;
import io.drydock.build.options.OutputTexts;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flags of {@code build} as options of a build. */
final class BuildFlags {
  private final Session session;
  private final Arguments arguments;

  private BuildFlags(Session session, Arguments arguments) {
    this.session = session;
    this.arguments = arguments;
  }

  static Spec add(Spec spec) {
    return UnsupportedFlags.add(spec)
        .flag("add-host", Kind.STRINGS, "Add a custom host-to-IP mapping (format: \"host:ip\")")
        .flag(
            "allow",
            Kind.STRINGS,
            "Allow extra privileged entitlement (e.g., \"network.host\", \"security.insecure\")")
        .flag(
            "annotation",
            Kind.STRING_ARRAY,
            "Add annotation to the image (format: \"[manifest|index|manifest-descriptor|index-descriptor[PLATFORM]:]key=value\")")
        .flag(
            "attest",
            Kind.STRING_ARRAY,
            "Attestation parameters (format: \"type=sbom\" or \"type=provenance,mode=max,builder-id=URL,version=v1|v0.2,reproducible,inline-only,filename=NAME\")")
        .flag(
            "bases",
            Kind.STRING_ARRAY,
            "Folder of base image definitions (default: bases/ beside the context, its parent's or the project's)")
        .flag("build-arg", Kind.STRING_ARRAY, "Set build-time variables")
        .flag("build-context", Kind.STRING_ARRAY, "Additional build contexts (e.g., name=path)")
        .flag(
            "cache-from",
            Kind.STRING_ARRAY,
            "External cache sources (e.g., \"user/app:cache\", \"type=local,src=path/to/dir\")")
        .flag(
            "cache-to",
            Kind.STRING_ARRAY,
            "Cache export destinations (e.g., \"type=registry,ref=user/app:cache,mode=max\", \"type=local,dest=path/to/dir\", \"type=inline\")")
        .flag(
            "call",
            Kind.STRING,
            "Set method for evaluating build (\"build\", \"check\", \"outline\", \"targets\"), with \",format=json\" for programs (default \"build\")")
        .flag("check", Kind.BOOL, "Shorthand for \"--call=check\"")
        .flag(
            "explain",
            Kind.OPTIONAL,
            "Say for each step why it was carried out or not, and what changed since the last build (--explain=json for programs)")
        .flag("file", 'f', Kind.STRING, "Name of the Dockerfile (default: \"PATH/Dockerfile\")")
        .flag("iidfile", Kind.STRING, "Write the image ID to a file")
        .flag(
            "isolation",
            Kind.STRING,
            "How RUN is shut in: default (the strongest that the host allows), namespaces, rootless, chroot or oci")
        .flag(
            "jib",
            Kind.BOOL,
            "Build an image of the Java application at PATH, without a Dockerfile (see \"java build\")")
        .flag(
            "invoke",
            Kind.STRING,
            "Open a shell after a step: [STAGE|STAGE:NUMBER|LINE][,COMMAND]; see 'build debug --help'")
        .flag("label", Kind.STRING_ARRAY, "Set metadata for an image")
        .flag(
            "insecure-registry",
            Kind.STRINGS,
            "Registry (HOST[:PORT] or network) that may lack a good certificate or any encryption")
        .flag(
            "load",
            Kind.BOOL,
            "Keep the image in the store (\"--output=type=docker\"); always so unless --output or --push says otherwise")
        .flag("metadata-file", Kind.STRING, "Write build result metadata to a file")
        .flag(
            "network",
            Kind.STRING,
            "Set the networking mode for the \"RUN\" instructions during build: default, host or none (default \"default\")")
        .flag("no-cache", Kind.BOOL, "Do not use cache when building the image")
        .flag("no-cache-filter", Kind.STRINGS, "Do not cache specified stages")
        .flag(
            "on-error",
            Kind.STRING,
            "What to do when a RUN step fails: fail, or open a shell in it (default \"fail\")")
        .flag(
            "output",
            'o',
            Kind.STRING_ARRAY,
            "Output destination (format: \"type=local,dest=path\"); types: image, registry, oci, docker, tar, local, cacheonly")
        .flag("platform", Kind.STRINGS, "Set target platform for build")
        .flag(
            "print",
            Kind.STRING,
            "Print what would be done instead of building: dockerfile, plan, svg (the plan as a picture) or steps")
        .flag(
            "progress",
            Kind.STRING,
            "Set type of progress output (\"auto\", \"none\", \"plain\", \"quiet\", \"rawjson\", \"tty\"). Use plain to show container output (default \"auto\")")
        .flag(
            "provenance",
            Kind.STRING,
            "Tell how the image was made: true, false or parameters (\"--attest=type=provenance\")")
        .flag("push", Kind.BOOL, "Push the image to its registry (\"--output=type=registry\")")
        .flag("pull", Kind.BOOL, "Always attempt to pull all referenced images")
        .flag("quiet", 'q', Kind.BOOL, "Suppress the build output and print image ID on success")
        .flag(
            "registry-mirror",
            Kind.STRINGS,
            "Registry to ask first: URL for Docker Hub, or HOST=URL")
        .flag(
            "sbom",
            Kind.STRING,
            "Tell which packages are in the image: true, false or parameters (\"--attest=type=sbom\")")
        .flag(
            "secret",
            Kind.STRING_ARRAY,
            "Secret to expose to the build (format: \"id=mysecret[,src=/local/secret]\")")
        .flag("shm-size", Kind.BYTES, "Shared memory size for build containers")
        .flag(
            "ssh",
            Kind.STRING_ARRAY,
            "SSH agent socket to expose to the build (format: \"default|<id>[=<socket>]\")")
        .flag("tag", 't', Kind.STRING_ARRAY, "Name and optionally a tag (format: \"name:tag\")")
        .flag("target", Kind.STRING, "Set the target build stage to build")
        .flag("ulimit", Kind.STRING_ARRAY, "Ulimit options (format: \"nofile=1024:2048\")")
        .flag("compress", Kind.BOOL, "Accepted for docker's sake; the context is not sent anywhere")
        .flag("force-rm", Kind.BOOL, "Accepted for docker's sake; nothing is left to remove")
        .flag("rm", Kind.BOOL, "Accepted for docker's sake; nothing is left to remove");
  }

  static BuildOptions options(Session session, Arguments arguments) {
    return new BuildFlags(session, arguments).options();
  }

  private BuildOptions options() {
    UnsupportedFlags.refuse(arguments);
    return BuildOptions.of(
            new Source(arguments.argument(0), arguments.value("file"), Optional.empty()))
        .contexts(contexts())
        .target(arguments.value("target", ""))
        .buildArgs(buildArgs())
        .labels(labels())
        .tags(arguments.all("tag"))
        .platforms(arguments.all("platform"))
        .cache(
            new CacheOptions(
                arguments.on("no-cache"),
                arguments.all("no-cache-filter"),
                arguments.all("cache-from"),
                arguments.all("cache-to")))
        .run(
            new RunOptions(
                arguments.value("network", "default"),
                arguments.all("add-host"),
                arguments.value("shm-size", ""),
                arguments.all("ulimit"),
                arguments.all("allow"),
                arguments.value("isolation", "")))
        .secrets(arguments.all("secret"))
        .ssh(arguments.all("ssh"))
        .annotations(arguments.all("annotation"))
        .outputs(outputs())
        .attestations(attestations())
        .described(arguments.given("metadata-file") && BuildMetadata.wantsProvenance(session))
        .build();
  }

  private List<String> outputs() {
    List<String> outputs = arguments.all("output");
    if (arguments.on("push")) {
      outputs = OutputTexts.pushed(outputs);
    }
    return arguments.on("load") ? OutputTexts.loaded(outputs) : outputs;
  }

  /** The short flags stand for attestations of their type, and win over the long one. */
  private List<String> attestations() {
    var attestations = new ArrayList<>(arguments.all("attest"));
    for (String type : List.of("provenance", "sbom")) {
      arguments
          .value(type)
          .ifPresent(value -> attestations.add(OutputTexts.attestation(type, value)));
    }
    return attestations;
  }

  /** An argument without a value takes it from the environment, if it is there. */
  private Map<String, String> buildArgs() {
    var values = new LinkedHashMap<String, String>();
    for (String each : arguments.all("build-arg")) {
      int equals = each.indexOf('=');
      if (equals >= 0) {
        values.put(each.substring(0, equals), each.substring(equals + 1));
      } else if (session.environment().containsKey(each)) {
        values.put(each, session.environment().getOrDefault(each, ""));
      }
    }
    return values;
  }

  private Map<String, String> labels() {
    var values = new LinkedHashMap<String, String>();
    for (String each : arguments.all("label")) {
      int equals = each.indexOf('=');
      values.put(
          equals < 0 ? each : each.substring(0, equals),
          equals < 0 ? "" : each.substring(equals + 1));
    }
    return values;
  }

  private Map<String, String> contexts() {
    var contexts = new LinkedHashMap<String, String>();
    for (String each : arguments.all("build-context")) {
      int equals = each.indexOf('=');
      if (equals <= 0) {
        throw new DrydockException(
            ErrorKind.INVALID, "invalid context value: " + each + ", expected key=value");
      }
      contexts.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return contexts;
  }
}
