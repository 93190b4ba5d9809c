package io.drydock.engine.files;

/**
 * What a container's files take, in bytes.
 *
 * @param written what the container wrote itself ({@code SizeRw})
 * @param total with the image ({@code SizeRootFs})
 */
public record FileSystemSize(long written, long total) {}
