package io.drydock.bake.model;

import io.drydock.bake.value.Type;
import java.util.Optional;

/**
 * A variable as a list of them shows it.
 *
 * @param value as JSON, or the text itself for strings; empty for null
 */
public record VariableInfo(
    String name, Optional<String> description, Optional<Type> type, Optional<String> value) {}
