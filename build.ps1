# Restore, build, test, pack. Any PowerShell will do.
# AkkaRuntime: kernel builds against src/Akka, packages against the official Akka.NET (src/adr/0001-two-akka-runtimes-one-switch.md).
param(
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    [ValidateSet('kernel', 'packages')]
    [string] $AkkaRuntime = 'kernel'
)

function Invoke-DotNet {
    dotnet @args "-p:AkkaRuntime=$AkkaRuntime"
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

Push-Location $PSScriptRoot
try {
    Invoke-DotNet restore
    Invoke-DotNet build --no-restore --configuration $Configuration
    Invoke-DotNet test --no-build --configuration $Configuration
    Invoke-DotNet pack --no-build --configuration $Configuration
}
finally {
    Pop-Location
}
