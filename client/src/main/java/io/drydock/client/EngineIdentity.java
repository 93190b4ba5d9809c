package io.drydock.client;

/**
 * Who answers at an endpoint.
 *
 * @param version of the API that is spoken with it
 * @param isDrydock whether it is an engine of our own
 */
public record EngineIdentity(ApiVersion version, boolean isDrydock) {
  /** The version of engines that do not say theirs. */
  private static final ApiVersion OLDEST = new ApiVersion(1, 24);

  /** What a ping's answer says; the version is the smaller of both sides' newest. */
  static EngineIdentity of(EngineResponse ping) {
    ApiVersion theirs = ping.header("api-version").map(ApiVersion::parse).orElse(OLDEST);
    ApiVersion spoken = theirs.compareTo(EngineClient.NEWEST) < 0 ? theirs : EngineClient.NEWEST;
    return new EngineIdentity(spoken, ping.header("server").orElse("").startsWith("Drydock"));
  }

  /** Our own engine of this release. */
  public static EngineIdentity own() {
    return new EngineIdentity(EngineClient.NEWEST, true);
  }
}
