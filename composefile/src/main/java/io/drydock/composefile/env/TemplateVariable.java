package io.drydock.composefile.env;

/**
 * A variable as a template uses it.
 *
 * @param required whether the template is refused without it
 * @param defaultValue what stands for it when it is not set, as written, else empty
 * @param alternateValue what stands for it when it is set, as written, else empty
 */
public record TemplateVariable(
    String name, boolean required, String defaultValue, String alternateValue) {}
