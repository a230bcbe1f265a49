/** A template that comes with the product. */
export interface BuiltInTemplate {
  id: string;
  name: string;
  description: string;
  category: string;
  tags: string[];
  source: string;
}
