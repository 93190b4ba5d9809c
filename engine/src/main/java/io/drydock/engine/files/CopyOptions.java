package io.drydock.engine.files;

/**
 * How an archive is unpacked in a container.
 *
 * @param keepKinds whether a directory may not give way to a file nor a file to a directory ({@code
 *     noOverwriteDirNonDir})
 * @param copyOwner whether files become those of the container's user ({@code copyUIDGID})
 */
public record CopyOptions(boolean keepKinds, boolean copyOwner) {}
