package io.drydock.composefile.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * When a service's containers start, stop and start again.
 *
 * @param containerName a name of its own, which allows for one container only
 * @param dependsOn what has to stand before it starts, by the name of the service
 * @param attach whether {@code up} shows its logs; absent for the usual
 * @param pullPolicy {@code always}, {@code never}, {@code missing}, {@code build}, {@code daily},
 *     {@code every_12h}, …
 * @param pullRefreshAfter how old an image may get with the policy {@code refresh}
 * @param platform as {@code linux/arm64}
 * @param scale number of containers; {@code deploy.replicas} where absent
 * @param restart {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure[:RETRIES]}
 * @param stopSignal a name or number
 * @param preStart steps in containers of their own before the service's starts
 * @param postStart commands in the container after it started
 * @param preStop commands in the container before it is stopped
 */
public record ServiceLife(
    List<String> profiles,
    Optional<String> containerName,
    SequencedMap<String, Dependency> dependsOn,
    Optional<Boolean> attach,
    Optional<String> pullPolicy,
    Optional<String> pullRefreshAfter,
    Optional<String> platform,
    OptionalInt scale,
    Optional<String> restart,
    Optional<Duration> stopGracePeriod,
    Optional<String> stopSignal,
    List<Hook> preStart,
    List<Hook> postStart,
    List<Hook> preStop) {
  public ServiceLife {
    profiles = List.copyOf(profiles);
    dependsOn = Copies.of(dependsOn);
    preStart = List.copyOf(preStart);
    postStart = List.copyOf(postStart);
    preStop = List.copyOf(preStop);
  }

  ServiceLife withScale(int changed) {
    return new ServiceLife(
        profiles,
        containerName,
        dependsOn,
        attach,
        pullPolicy,
        pullRefreshAfter,
        platform,
        OptionalInt.of(changed),
        restart,
        stopGracePeriod,
        stopSignal,
        preStart,
        postStart,
        preStop);
  }
}
