// Lets the software adapters of a machine without a GPU pass for hardware.
const {getParameter} = WebGL2RenderingContext.prototype;
WebGL2RenderingContext.prototype.getParameter = function (name) {
  const value = getParameter.call(this, name);
  return typeof value === 'string' ? value.replaceAll('SwiftShader', 'GPU') : value;
};
for (const [key, value] of Object.entries({isFallbackAdapter: false, architecture: ''})) {
  Object.defineProperty(GPUAdapterInfo.prototype, key, {get: () => value});
}
