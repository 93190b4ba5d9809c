package io.drydock.bake.model;

/**
 * A bake file's content.
 *
 * @param name as the user gave it; {@code -} for standard input
 * @param content in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent")
public record BakeFile(String name, byte[] content) {}
