import vue from '@vitejs/plugin-vue';

const isCustomElement = (tag) => tag.startsWith('samtycke-');

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
