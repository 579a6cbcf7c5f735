/** The decorators of @nestjs/swagger under their own names. What they say is kept until somebody asks for the document: that package brings
 *  a thousand files with it, and no other request needs one of them. Nothing but types is imported from it, here and wherever routes are. */
type Swagger = typeof import('@nestjs/swagger');

/** Said so far and not written down yet, in order. */
const kept: ((swagger: Swagger) => void)[] = [];

export const ApiBody = keep('ApiBody');
export const ApiExcludeController = keep('ApiExcludeController');
export const ApiExtension = keep('ApiExtension');
export const ApiHeader = keep('ApiHeader');
export const ApiOperation = keep('ApiOperation');
export const ApiParam = keep('ApiParam');
export const ApiProperty = keep('ApiProperty');
export const ApiPropertyOptional = keep('ApiPropertyOptional');
export const ApiQuery = keep('ApiQuery');
export const ApiResponse = keep('ApiResponse');
export const ApiSecurity = keep('ApiSecurity');
export const ApiTags = keep('ApiTags');

/** Writes down what was said, so that the package finds it. */
export function applyApiDecorators(swagger: Swagger): void {
  for (const apply of kept.splice(0)) apply(swagger);
}

type Decorator = (...target: readonly unknown[]) => void;
type DecoratorName = {
  [Name in keyof Swagger]: Name extends `Api${string}` ? Name : never;
}[keyof Swagger];

/** Declared as a function, because those are there before everything else. */
function keep<Name extends DecoratorName>(name: Name): Swagger[Name] {
  const decorator = (...said: readonly unknown[]): Decorator => {
    return (...target) =>
      void kept.push((swagger) =>
        (swagger[name] as unknown as (...said: readonly unknown[]) => Decorator)(...said)(...target),
      );
  };
  return decorator;
}
