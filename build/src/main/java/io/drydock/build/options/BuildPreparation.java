package io.drydock.build.options;

import io.drydock.build.AttestationOptions;
import io.drydock.build.BuildContext;
import io.drydock.build.BuildRequest;
import io.drydock.build.CacheLocation;
import io.drydock.build.CacheTarget;
import io.drydock.build.Inspection;
import io.drydock.build.Invocation;
import io.drydock.build.Output;
import io.drydock.build.input.BuildInput;
import io.drydock.build.plan.Entitlements;
import io.drydock.build.plan.NamedContext;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.remote.RemoteAccess;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.linux.Isolation;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@link BuildOptions} into the builder's own terms: what to plan, then what to carry out.
 * All that is wrong with them is found before anything is done.
 */
public final class BuildPreparation {
  private static final String MULTI_PLATFORM = "BUILDKIT_MULTI_PLATFORM";
  private static final String EPOCH = "SOURCE_DATE_EPOCH";

  private final BuildOptions options;
  private final Surroundings surroundings;
  private final List<ImageReference> tags;
  private final List<Output> outputs;
  private final List<CacheLocation> cacheFrom;
  private final List<CacheTarget> cacheTo;
  private final AttestationOptions attestations;

  /**
   * @throws DrydockException of kind INVALID for names and outputs that cannot be
   */
  public BuildPreparation(BuildOptions options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
    this.tags = references(options.tags());
    var caches = new CacheReader(surroundings);
    this.cacheFrom = caches.from(options.cache().from());
    this.cacheTo = caches.to(cacheTo(options));
    this.outputs =
        new OutputReader(surroundings, tags, options.annotations()).read(options.outputs());
    this.attestations = hasAttestations() ? attestations() : AttestationOptions.NONE;
  }

  /** What {@code --cache-to} says, and the build argument by which images carry their own cache. */
  private static List<String> cacheTo(BuildOptions options) {
    String inline = options.buildArgs().getOrDefault("BUILDKIT_INLINE_CACHE", "");
    if (!inline.equals("1") && !inline.equals("true")) {
      return options.cache().to();
    }
    var all = new ArrayList<>(options.cache().to());
    all.add("type=inline");
    return all;
  }

  /** What is made of the result. */
  public List<Output> outputs() {
    return outputs;
  }

  /** The names that the result gets. */
  public List<ImageReference> tags() {
    return tags;
  }

  /** As whom sources elsewhere are asked: with the build's secrets and agents. */
  public RemoteAccess remoteAccess(Store store) {
    var secrets = new SecretReader(surroundings);
    String keep = options.buildArgs().getOrDefault("BUILDKIT_CONTEXT_KEEP_GIT_DIR", "0");
    return new RemoteAccess(
        store,
        secrets.secrets(options.secrets()),
        secrets.sshAgents(options.ssh()),
        keep.equals("1") || keep.equalsIgnoreCase("true"));
  }

  /** What to plan for the Dockerfile that the options name. */
  public PlanRequest planRequest(BuildInput input) {
    var contexts = new LinkedHashMap<String, NamedContext>();
    options
        .contexts()
        .forEach((name, value) -> contexts.put(name, NamedContext.parse(name, value)));
    return PlanRequest.of(input.dockerfile())
        .target(options.target())
        .buildArgs(buildArgs())
        .platforms(options.platforms().stream().map(Platform::parse).toList())
        .labels(options.labels())
        .cacheUse(new PlanRequest.CacheUse(options.cache().none(), options.cache().exceptStages()))
        .contexts(contexts)
        .runDefaults(RunDefaultsReader.read(options.run()))
        .ignored(ignored(input))
        .build();
  }

  private static IgnoreRules ignored(BuildInput input) {
    return input.context() instanceof BuildContext.Directory directory
        ? directory.ignore()
        : IgnoreRules.NONE;
  }

  /** What to carry out for the plan that came of {@link #planRequest}. */
  public BuildRequest buildRequest(BuildInput input, Plan plan) {
    return buildRequest(input, plan, Optional.empty());
  }

  /** As the other one, for somebody who wants to look into steps. */
  public BuildRequest buildRequest(BuildInput input, Plan plan, Optional<Inspection> inspection) {
    var secrets = new SecretReader(surroundings);
    return BuildRequest.of(plan)
        .contexts(contexts(input))
        .secrets(secrets.secrets(options.secrets()))
        .sshAgents(secrets.sshAgents(options.ssh()))
        .outputs(outputs)
        .cacheFrom(cacheFrom)
        .cacheTo(cacheTo)
        .isolation(isolation())
        .attestations(
            attestations.sbom().isEmpty()
                ? attestations
                : SbomScans.add(attestations, options.buildArgs(), input.dockerfile()),
            invocation(input))
        .entitlements(entitlements())
        .inspection(inspection)
        .build();
  }

  /** What the flag says, else the variables of this program and of buildah. */
  private Optional<Isolation> isolation() {
    return Optional.of(options.run().isolation())
        .filter(word -> !word.isEmpty())
        .or(() -> surroundings.variable("DRYDOCK_ISOLATION"))
        .or(() -> surroundings.variable("BUILDAH_ISOLATION"))
        .flatMap(Isolation::parse);
  }

  /** What {@code --allow} names, and what {@code --network=host} allows by itself. */
  private Set<String> entitlements() {
    var allowed = new HashSet<>(options.run().entitlements());
    for (String each : allowed) {
      if (!each.equals(Entitlements.NETWORK_HOST) && !each.equals(Entitlements.SECURITY_INSECURE)) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "invalid entitlement \""
                + each
                + "\": known are "
                + Entitlements.NETWORK_HOST
                + " and "
                + Entitlements.SECURITY_INSECURE);
      }
    }
    if (options.run().network().equals("host")) {
      allowed.add(Entitlements.NETWORK_HOST);
    }
    return allowed;
  }

  /** The files of the main context and of each {@code --build-context} that is a directory. */
  private Map<String, BuildContext> contexts(BuildInput input) {
    var contexts = new HashMap<String, BuildContext>();
    contexts.put("context", input.context());
    options
        .contexts()
        .forEach((name, value) -> {
          if (NamedContext.parse(name, value) instanceof NamedContext.Files) {
            contexts.put(name, BuildInput.namedDirectory(name, surroundings.path(value)));
          }
        });
    return contexts;
  }

  /** The build arguments, with what the environment adds. */
  public Map<String, String> buildArgs() {
    var values = new LinkedHashMap<>(options.buildArgs());
    surroundings.variable(EPOCH).ifPresent(epoch -> values.putIfAbsent(EPOCH, epoch));
    return values;
  }

  /** Whether there may be something to say: for an image in the store alone nothing is loaded. */
  private boolean hasAttestations() {
    for (Output each : outputs) {
      if (!(each instanceof Output.Image image) || image.places().push().isPresent()) {
        return true;
      }
    }
    return options.described()
        || !options.attestations().isEmpty()
        || options.buildArgs().containsKey(MULTI_PLATFORM);
  }

  private AttestationOptions attestations() {
    return new AttestationReader(options.attestations(), defaultAttestations())
        .read(outputs, isTrue(MULTI_PLATFORM), options.described());
  }

  private Invocation invocation(BuildInput input) {
    return attestations.areNone()
        ? Invocation.UNKNOWN
        : InvocationReader.read(options, surroundings, input);
  }

  private boolean defaultAttestations() {
    return surroundings
        .variable("BUILDX_NO_DEFAULT_ATTESTATIONS")
        .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
        .isEmpty();
  }

  private boolean isTrue(String buildArg) {
    String value = options.buildArgs().getOrDefault(buildArg, "");
    return value.equals("1") || value.equalsIgnoreCase("true");
  }

  private static List<ImageReference> references(List<String> tags) {
    var references = new ArrayList<ImageReference>();
    for (String tag : tags) {
      ImageReference reference = ImageReference.parse(tag);
      if (reference.digest().isPresent()) {
        throw new DrydockException(
            ErrorKind.INVALID, "invalid tag \"" + tag + "\": a digest cannot be given");
      }
      references.add(reference.withDefaultTag());
    }
    return references;
  }
}
