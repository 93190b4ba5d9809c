package io.drydock.compose.run;

/** That a container ended. */
public record Exit(String service, String containerName, String containerId, int code) {}
