package io.drydock.build.packages;

/**
 * One installed package.
 *
 * @param url its package URL, which tells it from all others
 * @param license as its maker declares it, in whatever words; may be empty
 * @param supplier who made it, a name with or without an address; may be empty
 * @param foundIn the file that says so, from the root of the tree
 */
public record SoftwarePackage(
    String name, String version, String url, String license, String supplier, String foundIn) {}
