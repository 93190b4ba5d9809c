package io.drydock.composefile.load;

import java.util.List;

/**
 * How Compose files are loaded. {@link #DEFAULT} does all there is to do.
 *
 * @param interpolate whether variables are filled in
 * @param validate whether the shape of the files is checked
 * @param normalize whether what is implied is written out: the default network, names in the
 *     engine, dependencies that follow from links
 * @param resolvePaths whether relative paths are made to start at the working directory
 * @param checkConsistency whether what services refer to has to exist
 * @param resolveEnvironment whether {@code env_file} is read into {@code environment}
 * @param discardEnvFiles whether {@code env_file} goes once it was read
 * @param profiles those that are active; {@code *} for all
 * @param services the only ones to enable, with what they depend on; empty for all
 * @param prune whether networks, volumes, secrets and configs that no enabled service uses go
 */
public record LoadOptions(
    boolean interpolate,
    boolean validate,
    boolean normalize,
    boolean resolvePaths,
    boolean checkConsistency,
    boolean resolveEnvironment,
    boolean discardEnvFiles,
    List<String> profiles,
    List<String> services,
    boolean prune) {
  public static final LoadOptions DEFAULT =
      new LoadOptions(true, true, true, true, true, true, false, List.of(), List.of(), false);

  public LoadOptions {
    profiles = List.copyOf(profiles);
    services = List.copyOf(services);
  }

  /** The same with other active profiles. */
  public LoadOptions withProfiles(List<String> changed) {
    return new LoadOptions(
        interpolate,
        validate,
        normalize,
        resolvePaths,
        checkConsistency,
        resolveEnvironment,
        discardEnvFiles,
        changed,
        services,
        prune);
  }

  /** The same for some services only. */
  public LoadOptions withServices(List<String> changed) {
    return new LoadOptions(
        interpolate,
        validate,
        normalize,
        resolvePaths,
        checkConsistency,
        resolveEnvironment,
        discardEnvFiles,
        profiles,
        changed,
        prune);
  }

  /** The same, which keeps or drops what no enabled service uses. */
  public LoadOptions withPrune(boolean changed) {
    return new LoadOptions(
        interpolate,
        validate,
        normalize,
        resolvePaths,
        checkConsistency,
        resolveEnvironment,
        discardEnvFiles,
        profiles,
        services,
        changed);
  }
}
