# 执法台：在 Windows 上一条命令备好一切并打开样例县。可以反复执行，已经有的不重做。
#   powershell -ExecutionPolicy Bypass -File installer\windows\run.ps1
# Needs PowerShell 5 and Python 3.11+ (64 bit). Saved as UTF-8 with BOM, or PowerShell 5 misreads it.

$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [System.Text.Encoding]::UTF8
$env:PYTHONUTF8 = '1'
Set-Location (Join-Path $PSScriptRoot '..\..')

function Write-Notice([string] $Text) {
    Write-Host "执法台：${Text}"
}

function Stop-Run([string] $Text) {
    Write-Host "执法台：${Text}" -ForegroundColor Red
    exit 1
}

# Run a program without its words; the answer is whether it went well.
function Test-Program([string] $Program, [string[]] $Words) {
    $ErrorActionPreference = 'SilentlyContinue'
    $global:LASTEXITCODE = 1
    try {
        & $Program @Words 2>$null | Out-Null
        return $LASTEXITCODE -eq 0
    } catch {
        return $false
    }
}

# The first Python that is new enough, 64 bit, and can make a virtual environment.
function Find-Python {
    $check = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11) or sys.maxsize < 2**32)'
    $candidates = @(
        @('py', '-3.14'), @('py', '-3.13'), @('py', '-3.12'), @('py', '-3.11'), @('python'), @('python3')
    )
    foreach ($candidate in $candidates) {
        $rest = @($candidate | Select-Object -Skip 1)
        if (Test-Program $candidate[0] ($rest + @('-c', $check))) {
            return , $candidate
        }
    }
    Stop-Run '没有找到 Python 3.11 或更新的 64 位版本。请从 python.org 下载安装（勾选 Add python.exe to PATH），再重新执行。'
}

# Everything the environment was made from; unchanged means there is nothing to do.
function Get-Wanted {
    $hashes = 'requirements.lock', 'pyproject.toml' | ForEach-Object { (Get-FileHash $_).Hash }
    return ($hashes + (Get-Location).Path) -join ' '
}

function Install-Environment {
    $python = '.venv\Scripts\python.exe'
    $mark = '.venv\ready-requirements'
    $wanted = Get-Wanted
    if ((Test-Path $mark) -and (Get-Content $mark -Raw -Encoding UTF8).Trim() -eq $wanted -and
        (Test-Program $python @('-c', 'import desktop'))) {
        return
    }
    if (-not (Test-Program $python @('-m', 'pip', '--version'))) {
        Write-Notice '正在建立 Python 环境 .venv'
        $found = Find-Python
        $rest = @($found | Select-Object -Skip 1)
        & $found[0] @rest -m venv --clear .venv
        if ($LASTEXITCODE -ne 0) { Stop-Run '.venv 没有建成，上面是原因。修好后重新执行即可。' }
    }
    Remove-Item $mark -ErrorAction SilentlyContinue
    Write-Notice '正在安装锁定的软件包（requirements.lock），第一次需要几分钟'
    & $python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes `
        --only-binary ':all:' -r requirements.lock
    if ($LASTEXITCODE -ne 0) {
        Stop-Run '软件包没有装上，上面是原因。多数是网络或软件源的问题，修好后重新执行即可。'
    }
    & $python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    if ($LASTEXITCODE -ne 0) {
        Stop-Run '程序本身没有装进 .venv，上面是原因。删去 .venv 目录后重新执行即可。'
    }
    Set-Content $mark $wanted -Encoding UTF8
}

# Windows in Chinese carries all four; other editions add them as an optional feature.
function Test-Fonts {
    $folders = @((Join-Path $env:WINDIR 'Fonts'), (Join-Path $env:LOCALAPPDATA 'Microsoft\Windows\Fonts'))
    $needed = [ordered]@{
        'simfang.ttf' = '仿宋'; 'simkai.ttf' = '楷体'; 'simhei.ttf' = '黑体'; 'simsun.ttc' = '宋体'
    }
    $missing = $needed.Keys | Where-Object {
        $file = $_
        -not ($folders | Where-Object { Test-Path (Join-Path $_ $file) })
    }
    if ($missing) {
        $names = ($missing | ForEach-Object { "$($needed[$_])（$_）" }) -join '、'
        Stop-Run "缺少字体：${names}。请在【设置 → 可选功能 → 添加功能】中安装【中文(简体)补充字体】，再重新执行。"
    }
}

Test-Fonts
Install-Environment
& '.venv\Scripts\zhifatai.exe' demo
exit $LASTEXITCODE
