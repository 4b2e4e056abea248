package dev.hearth.onnx;

import dev.hearth.image.PerChannel;
import dev.hearth.js.TypedArrays;
import dev.hearth.onnx.jso.Ort;
import dev.hearth.onnx.jso.OrtResourceOptions;
import dev.hearth.onnx.jso.OrtTensor;
import dev.hearth.runtime.DeviceTensor;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.Shape;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;

/**
 * Pictures to float32 tensors without leaving the GPU: the browser uploads the picture as a
 * texture, a shader resizes it, scales its values and writes them where the model reads them.
 *
 * <p>A value is the mean of as many bilinear samples as the picture has pixels under it, which
 * differs from every library's resize by a few levels of 255: only for manifests that allow the
 * browser's resize.
 */
public final class GpuPictures {
  private static final int CHANNELS = 3;
  private static final int PARAMETERS = 24;
  private static final String SHADER =
      """
      struct Parameters {
        size: vec2f, taps: vec2f, origin: vec2f, extent: vec2f,
        factor: vec4f, offset: vec4f, background: vec4f, nhwc: f32, bgr: f32,
      }
      @group(0) @binding(0) var<uniform> p: Parameters;
      @group(0) @binding(1) var picture: texture_2d<f32>;
      @group(0) @binding(2) var bilinear: sampler;
      @group(0) @binding(3) var<storage, read_write> out: array<f32>;
      @compute @workgroup_size(8, 8)
      fn main(@builtin(global_invocation_id) id: vec3u) {
        let size = vec2u(p.size);
        if (id.x >= size.x || id.y >= size.y) { return; }
        let taps = vec2u(p.taps);
        var sum = vec3f(0.0);
        for (var y = 0u; y < taps.y; y++) {
          for (var x = 0u; x < taps.x; x++) {
            let at = (vec2f(id.xy) + (vec2f(f32(x), f32(y)) + 0.5) / p.taps) / p.size;
            let texel = textureSampleLevel(picture, bilinear, p.origin + at * p.extent, 0.0);
            sum += texel.rgb + p.background.rgb * (1.0 - texel.a);
          }
        }
        var color = sum / (p.taps.x * p.taps.y);
        if (p.bgr > 0.0) { color = color.bgr; }
        color = color * p.factor.xyz + p.offset.xyz;
        let i = id.y * size.x + id.x;
        let plane = size.x * size.y;
        for (var c = 0u; c < 3u; c++) {
          out[select(c * plane + i, i * 3u + c, p.nhwc > 0.0)] = color[c];
        }
      }
      """;

  /**
   * What a model expects of a picture: {@code (level * scale - mean) / std} with levels of 0 to
   * 255.
   *
   * @param width of the tensor, in pixels
   * @param height of the tensor, in pixels
   * @param nhwc true for {@code [1, height, width, 3]}, false for {@code [1, 3, height, width]}
   * @param bgr true if the model takes blue first
   * @param scale what levels are multiplied with, such as 1/255
   * @param mean what is subtracted then, by the model's channels
   * @param std what is divided by then, by the model's channels
   * @param background red, green and blue under transparent pixels, 0 to 255; null to leave alpha
   *     out of account
   * @param crop true to cut the centre of the model's aspect ratio out of the picture, false to
   *     stretch all of it
   */
  public record Config(
      int width,
      int height,
      boolean nhwc,
      boolean bgr,
      double scale,
      PerChannel mean,
      PerChannel std,
      @Nullable PerChannel background,
      boolean crop) {
    public Config {
      if (width < 1 || height < 1) {
        throw new IllegalArgumentException(
            "Expected a size of 1 or more, found " + width + " by " + height);
      }
    }

    Shape shape() {
      return nhwc ? Shape.of(1, height, width, CHANNELS) : Shape.of(1, CHANNELS, height, width);
    }

    /** Returns the shader's parameters for a picture of that size, in pixels. */
    float[] parameters(int pictureWidth, int pictureHeight) {
      double usedWidth = pictureWidth;
      double usedHeight = pictureHeight;
      if (crop) {
        usedWidth = Math.min(usedWidth, usedHeight * width / height);
        usedHeight = Math.min(usedHeight, usedWidth * height / width);
      }
      float[] out = new float[PARAMETERS];
      out[0] = width;
      out[1] = height;
      out[2] = (float) Math.ceil(usedWidth / width);
      out[3] = (float) Math.ceil(usedHeight / height);
      out[4] = (float) ((pictureWidth - usedWidth) / 2 / pictureWidth);
      out[5] = (float) ((pictureHeight - usedHeight) / 2 / pictureHeight);
      out[6] = (float) (usedWidth / pictureWidth);
      out[7] = (float) (usedHeight / pictureHeight);
      for (int c = 0; c < CHANNELS; c++) {
        out[8 + c] = (float) (255 * scale / std.get(c));
        out[12 + c] = (float) (-mean.get(c) / std.get(c));
        out[16 + c] = background == null ? 0 : (float) (background.get(c) / 255);
      }
      out[20] = nhwc ? 1 : 0;
      out[21] = bgr ? 1 : 0;
      return out;
    }
  }

  private final OrtSessionFactory factory;
  private final Ort ort;
  private final GpuDevice device;
  private final Config config;
  private final JSObject shader;

  GpuPictures(OrtSessionFactory factory, Ort ort, GpuDevice device, Config config) {
    this.factory = factory;
    this.ort = ort;
    this.device = device;
    this.config = config;
    shader = shader(device.object(), SHADER);
  }

  /**
   * Returns a picture as a tensor on the GPU, which the caller closes.
   *
   * @param picture an {@code ImageBitmap}, {@code VideoFrame} or canvas, which is not changed
   * @throws InferenceException INVALID_INPUT if the picture is larger than the GPU takes or has no
   *     pixels; DEVICE_LOST if the GPU is gone
   */
  public DeviceTensor tensor(JSObject picture) {
    if (!device.lost().isEmpty()) {
      throw OrtErrors.lost(device);
    }
    int width = width(picture);
    int height = height(picture);
    int most = maxSize(device.object());
    if (width < 1 || height < 1 || width > most || height > most) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a picture of 1 to " + most + " pixels a side, found " + width + "x" + height);
    }
    Shape shape = config.shape();
    int bytes = 4 * shape.elementCount();
    JSObject buffer =
        draw(
            device.object(),
            shader,
            picture,
            width,
            height,
            config.background != null,
            Float32Array.fromJavaArray(config.parameters(width, height)),
            bytes);
    OrtResourceOptions options = OrtResourceOptions.create();
    options.setDataType("float32");
    options.setDims(TypedArrays.dims(shape));
    options.setDownload(() -> read(device.object(), buffer, bytes));
    options.setDispose(() -> destroy(buffer));
    OrtTensor tensor = ort.getTensor().fromGpuBuffer(buffer, options);
    return new OrtDeviceTensor(factory, device, "picture", tensor);
  }

  @JSBody(params = "picture", script = "return picture.displayWidth || picture.width || 0;")
  private static native int width(JSObject picture);

  @JSBody(params = "picture", script = "return picture.displayHeight || picture.height || 0;")
  private static native int height(JSObject picture);

  @JSBody(params = "device", script = "return device.limits.maxTextureDimension2D;")
  private static native int maxSize(JSObject device);

  @JSBody(
      params = {"device", "code"},
      script =
          "return {"
              + "pipeline: device.createComputePipeline({layout: 'auto',"
              + "compute: {module: device.createShaderModule({code: code})}}),"
              + "sampler: device.createSampler({magFilter: 'linear', minFilter: 'linear'}),"
              + "texture: null};")
  private static native JSObject shader(JSObject device, String code);

  // Colours laid over a background are multiplied by alpha before they are mixed with others.
  // Usages: texture 22 = COPY_DST | TEXTURE_BINDING | RENDER_ATTACHMENT, which the upload needs;
  // buffer 140 = COPY_SRC | COPY_DST | STORAGE, as the runtime's own; 72 = COPY_DST | UNIFORM.
  @JSBody(
      params = {"device", "shader", "picture", "width", "height", "laid", "parameters", "bytes"},
      script =
          "let texture = shader.texture;"
              + "if (!texture || texture.width !== width || texture.height !== height) {"
              + "if (texture) texture.destroy();"
              + "texture = shader.texture = device.createTexture({size: [width, height],"
              + "format: 'rgba8unorm', usage: 22});"
              + "}"
              + "device.queue.copyExternalImageToTexture({source: picture},"
              + "{texture: texture, premultipliedAlpha: laid}, [width, height]);"
              + "const uniform = device.createBuffer({size: parameters.byteLength, usage: 72});"
              + "device.queue.writeBuffer(uniform, 0, parameters);"
              + "const out = device.createBuffer({size: 16 * Math.ceil(bytes / 16), usage: 140});"
              + "const group = device.createBindGroup({"
              + "layout: shader.pipeline.getBindGroupLayout(0), entries: ["
              + "{binding: 0, resource: {buffer: uniform}},"
              + "{binding: 1, resource: texture.createView()},"
              + "{binding: 2, resource: shader.sampler},"
              + "{binding: 3, resource: {buffer: out}}]});"
              + "const encoder = device.createCommandEncoder();"
              + "const pass = encoder.beginComputePass();"
              + "pass.setPipeline(shader.pipeline);"
              + "pass.setBindGroup(0, group);"
              + "pass.dispatchWorkgroups(Math.ceil(parameters[0] / 8),"
              + "Math.ceil(parameters[1] / 8));"
              + "pass.end();"
              + "device.queue.submit([encoder.finish()]);"
              + "uniform.destroy();"
              + "return out;")
  private static native JSObject draw(
      JSObject device,
      JSObject shader,
      JSObject picture,
      int width,
      int height,
      boolean laid,
      Float32Array parameters,
      int bytes);

  // Usages: 9 = MAP_READ | COPY_DST.
  @JSBody(
      params = {"device", "buffer", "bytes"},
      script =
          "const copy = device.createBuffer({size: buffer.size, usage: 9});"
              + "const encoder = device.createCommandEncoder();"
              + "encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size);"
              + "device.queue.submit([encoder.finish()]);"
              + "return copy.mapAsync(1).then(() => {"
              + "const values = new Float32Array(copy.getMappedRange().slice(0, bytes));"
              + "copy.destroy();"
              + "return values;"
              + "});")
  private static native JSPromise<JSObject> read(JSObject device, JSObject buffer, int bytes);

  @JSBody(params = "buffer", script = "buffer.destroy();")
  private static native void destroy(JSObject buffer);
}
