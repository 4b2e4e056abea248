package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;

/**
 * Where a tensor's values lie, as external data says it.
 *
 * @param location a file's path inside the model
 * @param offset the first byte there
 * @param length how many bytes; -1 where the file does not say
 */
record Place(String location, long offset, long length) {

  /** Returns the place of a tensor whose values are not in the message itself. */
  static Place of(TensorProto tensor) {
    String location = "";
    long offset = 0;
    long length = -1;
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      switch (entry.getKey()) {
        case "location" -> location = entry.getValue();
        case "offset" -> offset = Long.parseLong(entry.getValue());
        case "length" -> length = Long.parseLong(entry.getValue());
        default -> {}
      }
    }
    return new Place(location, offset, length);
  }

  static boolean isOutside(TensorProto tensor) {
    return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
  }

  /** Returns the tensor with its values at this place. */
  TensorProto given(TensorProto.Builder tensor) {
    return tensor
        .clearExternalData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addAllExternalData(
            List.of(
                entry("location", location),
                entry("offset", "" + offset),
                entry("length", "" + length)))
        .build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
