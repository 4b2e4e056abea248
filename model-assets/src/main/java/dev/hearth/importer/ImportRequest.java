package dev.hearth.importer;

import dev.hearth.manifest.Task;
import dev.hearth.variants.VariantRequest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to import and how. What is null is taken from the description beside the model, or from the
 * model itself.
 *
 * @param path a model file, or the folder of one
 * @param out a site's {@code models} folder
 * @param name the model's folder there
 * @param version such as {@code 1.0.0}
 * @param title for people
 * @param description one sentence for people
 * @param license an SPDX expression
 * @param task what the model does
 * @param labels a file of one label a line
 * @param golden inputs with known outputs: schema golden/1, NumPy's arrays or JSON
 * @param goldenSources the pictures, sounds or texts those inputs were made of, one a case
 * @param describe a model description, the author's part of a manifest
 * @param card a model card in Markdown
 * @param variants how else its weights are stored
 * @param shardBytes the size files are cut at
 * @param force true to replace a version of other content
 * @param generator the tool and version, for the manifest
 */
public record ImportRequest(
    Path path,
    Path out,
    @Nullable String name,
    @Nullable String version,
    @Nullable String title,
    @Nullable String description,
    @Nullable String license,
    @Nullable Task task,
    @Nullable Path labels,
    @Nullable Path golden,
    List<Path> goldenSources,
    @Nullable Path describe,
    @Nullable Path card,
    VariantRequest variants,
    int shardBytes,
    boolean force,
    String generator) {}
