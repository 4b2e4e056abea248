// What is shipped beside Hearth's own: each part with its licence, which is checked against what the
// part says of itself, and its notice.

const TENSORFLOW = {licence: 'Apache-2.0', notice: 'Copyright Google LLC. All Rights Reserved.'};
const ONNX_RUNTIME = {
  licence: 'MIT',
  notice: `Copyright (c) Microsoft Corporation. All rights reserved.
  Its parts: https://github.com/microsoft/onnxruntime/blob/main/ThirdPartyNotices.txt`,
};
/** The npm packages in the site's vendor folder. */
export const NPM = {
  '@tensorflow/tfjs-backend-cpu': TENSORFLOW,
  '@tensorflow/tfjs-backend-wasm': TENSORFLOW,
  '@tensorflow/tfjs-backend-webgl': TENSORFLOW,
  '@tensorflow/tfjs-backend-webgpu': TENSORFLOW,
  '@tensorflow/tfjs-converter': TENSORFLOW,
  '@tensorflow/tfjs-core': TENSORFLOW,
  '@tensorflow/tfjs-layers': {
    licence: 'Apache-2.0 AND MIT',
    notice: 'Copyright Google LLC; parts after Keras, copyright The Keras Authors.',
  },
  'onnxruntime-common': ONNX_RUNTIME,
  'onnxruntime-web': ONNX_RUNTIME,
  long: {licence: 'Apache-2.0', notice: 'Copyright Daniel Wirtz and The Closure Library Authors.'},
  seedrandom: {licence: 'MIT', notice: 'Copyright 2019 David Bau; Alea by Johannes Baagøe, 2010.'},
};

const TEAVM = {licence: 'Apache-2.0', notice: 'Copyright Alexey Andreev and other contributors of TeaVM.'};
/** The Java libraries of which something may be in the scripts that TeaVM compiles. */
export const MAVEN = {
  'org.teavm:teavm-classlib': {
    licence: 'Apache-2.0',
    notice: `Copyright Alexey Andreev and other contributors of TeaVM.
  Parts after Apache Harmony: copyright The Apache Software Foundation.`,
  },
  'org.teavm:teavm-core': TEAVM,
  'org.teavm:teavm-interop': TEAVM,
  'org.teavm:teavm-jso': TEAVM,
  'org.teavm:teavm-jso-apis': TEAVM,
  'org.teavm:teavm-jso-impl': TEAVM,
  'org.teavm:teavm-platform': TEAVM,
  'com.jcraft:jzlib': {licence: 'BSD-3-Clause', notice: 'Copyright (c) 2000-2011 ymnk, JCraft, Inc. All rights reserved.'},
  'joda-time:joda-time': {licence: 'Apache-2.0', notice: 'Copyright 2001-2022 Stephen Colebourne.'},
};

/** Those that compile, check or annotate, and of which nothing is in the scripts. */
export const NOT_SHIPPED =
  /^(org\.teavm:teavm-(extension|metaprogramming|relocated)-.*|com\.carrotsearch:hppc|com\.tngtech\.archunit:.*|org\.(apiguardian|jspecify|junit|mozilla|opentest4j|ow2|slf4j)[.:].*)$/;
