declare module "*.css" {
  const text: string;
  export default text;
}

declare module "*.json" {
  const value: {
    functions: Record<string, string>;
    methods: Record<string, string>;
    keywords: Record<string, string[]>;
  };
  export default value;
}
