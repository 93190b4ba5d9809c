package io.drydock.composefile.model;

import java.util.Optional;

/**
 * How a service learns of an AI model.
 *
 * @param endpointVariable environment variable for the model's address
 * @param modelVariable environment variable for the model's name
 */
public record ServiceModel(Optional<String> endpointVariable, Optional<String> modelVariable) {}
